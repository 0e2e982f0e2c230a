import { Field } from '../parts/field.tsx';

export interface MomentFieldProps {
  label: string;
  /** Milliseconds since the epoch. */
  value: number;
  /** Returns what is wrong with a moment, or undefined. */
  check(moment: number): string | undefined;
  onChoose(moment: number): void;
}

/** A field for a moment in local time, to the second. */
export function MomentField({ label, value, check, onChoose }: MomentFieldProps) {
  return (
    <Field
      label={label}
      type="datetime-local"
      step={1}
      value={localText(value)}
      check={(text) => check(Date.parse(text))}
      onCommit={(text) => text !== undefined && onChoose(Date.parse(text))}
    />
  );
}

/** The format of a `datetime-local` input: `2026-01-31T12:00:00`. */
function localText(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
}
