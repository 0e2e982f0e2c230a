import type { LogStoreClient } from '../../backends/log-store.ts';
import type { LoggedLine } from '../../model/logs/trace-log.ts';
import { is } from './conditions.ts';
import { newestFirst, toLine } from './find-lines.ts';

export interface AroundAsked {
  /** The time of the line, in the store's format. */
  time: string;
  service: string;
  /** The id of the process; without it, all processes of the service. */
  instance?: string | undefined;
  /** How many lines on each side. */
  most: number;
}

/** Lines further away have nothing to do with the line. */
const REACH_MILLISECONDS = 60 * 60_000;

/** The lines of the same process before a line and from its time on, newest first. */
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
