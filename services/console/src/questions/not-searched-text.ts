import type { NotSearched } from '../backends/jaeger/jaeger-client.ts';
import { shortName } from '../model/format/text.ts';
import { iso } from './times.ts';

const MOST_SAID = 3;

/** A sentence about the times that a search left out; none if it left out nothing. */
export function notSearchedText(times: readonly NotSearched[]): string[] {
  if (times.length === 0) return [];
  const said = times
    .slice(0, MOST_SAID)
    .map(({ service, begin, end }) => `${shortName(service)} from ${iso(begin)} to ${iso(end)}`);
  const more = times.length > MOST_SAID ? `, and ${times.length - MOST_SAID} more` : '';
  return [`Jaeger did not answer in time for a part of the time, which is left out: ${said.join(', ')}${more}.`];
}
