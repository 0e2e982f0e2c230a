import type { FieldDefaults } from './dashboard.ts';

export type Tone = 'well' | 'warned' | 'failed';

/** The meanings of Grafana's colours. */
export const TONES: Record<string, Tone> = {
  green: 'well',
  orange: 'warned',
  yellow: 'warned',
  red: 'failed',
};

export interface Judged {
  /** The text to show instead of the value. */
  text?: string | undefined;
  tone?: Tone | undefined;
}

/** The text and tone of a value: from its mapping, or else from the highest threshold that it reaches. */
export function judged(
  value: number | null,
  { mappings, thresholds }: Pick<FieldDefaults, 'mappings' | 'thresholds'>,
): Judged {
  if (value === null) return {};
  const mapped = mappings.map(({ options }) => options[String(value)]).find((one) => one !== undefined);
  const reached = thresholds.steps.findLast((step) => step.value === null || value >= step.value);
  return { text: mapped?.text, tone: TONES[mapped?.color ?? reached?.color ?? ''] };
}

/** The values at which lines are drawn in a graph. */
export function limitsOf({ custom, thresholds }: FieldDefaults): number[] {
  if (custom.thresholdsStyle === undefined || custom.thresholdsStyle.mode === 'off') return [];
  return thresholds.steps.map(({ value }) => value).filter((value) => value !== null);
}
