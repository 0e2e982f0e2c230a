import type { LogStoreClient } from '../../backends/log-store.ts';
import type { LoggedLine } from '../../model/logs/trace-log.ts';
import { is } from './conditions.ts';
import { newestFirst, toLine } from './find-lines.ts';

export interface AroundAsked {
  /** The time of the line, as the store has it. */
  time: string;
  service: string;
  /** The id of the process; all of the service where it is unknown. */
  instance?: string | undefined;
  /** How many lines on each side. */
  most: number;
}

/** What is further away has nothing to do with the line. */
const REACH_MILLISECONDS = 60 * 60_000;

/** What the same process logged before a line, and from its moment on: the newest first. */
export async function aroundLine(store: LogStoreClient, asked: AroundAsked): Promise<LoggedLine[]> {
  const { time, service, instance, most } = asked;
  const at = Date.parse(time);
  const process = [
    is({ field: 'service.name', value: service }),
    ...(instance === undefined ? [] : [is({ field: 'service.instance.id', value: instance })]),
  ];
  const [before, after] = await Promise.all([
    store.newest({
      conditions: [...process, `_time:[${new Date(at - REACH_MILLISECONDS).toISOString()}, ${time})`],
      limit: most,
    }),
    store.newest({
      query: `* | sort by (_time) limit ${most}`,
      conditions: [...process, `_time:[${time}, ${new Date(at + REACH_MILLISECONDS).toISOString()}]`],
      limit: most,
    }),
  ]);
  return [...before, ...after].map(toLine).sort(newestFirst);
}
