import { cut } from '../format/text.ts';
import { seriesName } from '../metrics/series.ts';

const LABEL = /\{\{\s*([\w.]+)\s*\}\}/g;
const LONGEST = 200;

/** The name of a series by a legend such as `{{job}} {{tool}}`. */
export function legendOf(format: string, labels: Record<string, string>): string {
  const text = format.replace(LABEL, (_whole, label: string) => labels[label] ?? '').trim();
  return cut(text || seriesName(labels), LONGEST);
}
