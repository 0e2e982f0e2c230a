import type { FieldDefaults } from './dashboard.ts';

export type Tone = 'well' | 'warned' | 'failed';

/** What colours of Grafana mean. */
export const TONES: Record<string, Tone> = {
  green: 'well',
  orange: 'warned',
  yellow: 'warned',
  red: 'failed',
};

export interface Judged {
  /** The text that is shown in place of the value. */
  text?: string | undefined;
  tone?: Tone | undefined;
}

/** What a value is called, and how well it is: by its mapping, else by the highest threshold that it reaches. */
export function judged(
  value: number | null,
  { mappings, thresholds }: Pick<FieldDefaults, 'mappings' | 'thresholds'>,
): Judged {
  if (value === null) return {};
  const mapped = mappings.map(({ options }) => options[String(value)]).find((one) => one !== undefined);
  const reached = thresholds.steps.findLast((step) => step.value === null || value >= step.value);
  return { text: mapped?.text, tone: TONES[mapped?.color ?? reached?.color ?? ''] };
}

/** Values at which lines are drawn over a graph. */
export function limitsOf({ custom, thresholds }: FieldDefaults): number[] {
  if (custom.thresholdsStyle === undefined || custom.thresholdsStyle.mode === 'off') return [];
  return thresholds.steps.map(({ value }) => value).filter((value) => value !== null);
}
