import { useId } from 'react';
import { printable, shortened } from '../../src/model/format/text.ts';

const LONGEST = 60;

export interface ChoiceProps {
  label: string;
  value: string | undefined;
  /** The text of the option that selects nothing. */
  none: string;
  options: readonly string[];
  textOf?(option: string): string;
  onChoose(value: string | undefined): void;
}

/** Selects one of several texts, or none. The selected one stays listed when it is no longer an option. */
export function Choice({ label, value, none, options, textOf = (option) => option, onChoose }: ChoiceProps) {
  const id = useId();
  const all = value === undefined || options.includes(value) ? options : [value, ...options];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={({ target }) => onChoose(target.value || undefined)}>
        <option value="">{none}</option>
        {all.map((option) => (
          <option key={option} value={option}>
            {shortened(printable(textOf(option)), LONGEST)}
          </option>
        ))}
      </select>
    </div>
  );
}
