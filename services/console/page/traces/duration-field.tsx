import { Field } from '../parts/field.tsx';

export interface DurationFieldProps {
  label: string;
  /** In milliseconds, like the limits. */
  value: number | undefined;
  least?: number | undefined;
  most?: number | undefined;
  onCommit(value: number | undefined): void;
}

export function DurationField({ label, value, least = 0, most, onCommit }: DurationFieldProps) {
  const check = (text: string) => {
    const number = Number(text);
    if (!Number.isFinite(number) || number < 0) return 'expected a number of milliseconds, such as 250';
    if (number < least) return `expected ${least} or more, the lower limit`;
    return most !== undefined && number > most ? `expected ${most} or less, the upper limit` : undefined;
  };
  return (
    <Field
      label={label}
      value={value === undefined ? undefined : String(value)}
      size={7}
      inputMode="decimal"
      check={check}
      onCommit={(text) => onCommit(text === undefined ? undefined : Number(text))}
    />
  );
}
