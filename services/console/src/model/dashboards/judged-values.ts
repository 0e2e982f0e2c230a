import type { Panel } from './dashboard.ts';
import { legendOf } from './legend.ts';
import { judged, type Tone } from './thresholds.ts';
import { inUnit } from './units.ts';

/** Distinguishes states without colours. */
const SIGNS: Record<Tone, string> = { well: '✔', warned: '⚠', failed: '✖' };

export interface JudgedValue {
  key: string;
  name: string;
  value: number | null;
  /** The value with its unit. */
  text: string;
  tone: Tone | undefined;
  sign: string | undefined;
}

interface Answered {
  values: readonly { labels: Record<string, string>; value: number | null }[];
}

/** The newest values of a panel, judged by its thresholds. @param answers to its queries, in their order */
export function judgedValues(
  { targets, fieldConfig: { defaults } }: Pick<Panel, 'targets' | 'fieldConfig'>,
  answers: readonly Answered[],
): JudgedValue[] {
  return answers.flatMap(({ values }, index) =>
    values.map(({ labels, value }) => {
      const { text = inUnit(value, defaults.unit), tone } = judged(value, defaults);
      const name = legendOf(targets[index]?.legendFormat ?? '', labels);
      return { key: JSON.stringify([index, labels]), name, value, text, tone, sign: tone && SIGNS[tone] };
    }),
  );
}
