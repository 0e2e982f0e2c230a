import { counted } from '../../../model/format/text.ts';
import type { LogLine } from '../evidence.ts';
import type { Candidate } from '../finding.ts';
import { isWarning, lineOf } from '../lines.ts';
import type { View } from '../view.ts';

const MOST = 5;

/** Log lines at warning or above. */
export function warnings({ logs }: View): Candidate[] {
  const lines = logs.filter(isWarning);
  const [first] = lines as [LogLine | undefined];
  if (first === undefined) return [];
  const told = [...new Set(lines.map(lineOf))];
  const which = lines.length === 1 ? '' : ' The first:';
  return [
    {
      kind: 'warnings',
      summary: `The log has ${counted(lines.length, 'line')} at warning or above.${which} ${told[0]}`,
      service: first.service,
      numbers: { lines: lines.length },
      evidence: { logs: told.slice(0, MOST) },
      weight: 0,
    },
  ];
}
