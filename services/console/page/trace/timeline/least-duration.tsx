import { useState } from 'react';

export interface LeastDurationProps {
  /** In milliseconds. */
  value: number | undefined;
  onChange(value: number | undefined): void;
}

/** Hides shorter spans. A text that is no number yet stays in the field. */
export function LeastDuration({ value, onChange }: LeastDurationProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  return (
    <label>
      at least{' '}
      <input
        type="number"
        min="0"
        step="any"
        className="least"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          onChange(target.valueAsNumber > 0 ? target.valueAsNumber : undefined);
        }}
      />{' '}
      ms
    </label>
  );
}
