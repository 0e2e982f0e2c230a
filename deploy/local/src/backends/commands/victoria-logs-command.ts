import { join } from 'node:path';
import type { BackendCommand, VictoriaLogsSettings } from '../types.ts';

const retention = '7d';
const retentionSize = '2GiB';
/** A kill loses lines that are younger than this plus two seconds. With the default of 5 s, those of the last 6.5 to 10 s were lost. */
const flushInterval = '1s';
/** The size that VictoriaLogs gives its caches in a container, 60 % of its limit. Without this, it takes 60 % of the machine's memory. */
const cacheSize = '300MiB';

/** VictoriaLogs; it has no configuration file. */
export function victoriaLogsCommand({ binary, dataDirectory, listen }: VictoriaLogsSettings): BackendCommand {
  return {
    command: binary,
    args: [
      `-httpListenAddr=${listen}`,
      `-storageDataPath=${join(dataDirectory, 'logs')}`,
      `-retentionPeriod=${retention}`,
      `-retention.maxDiskSpaceUsageBytes=${retentionSize}`,
      `-inmemoryDataFlushInterval=${flushInterval}`,
      `-memory.allowedBytes=${cacheSize}`,
      '-http.disableCORS',
    ],
    env: {},
    readiness: { url: `http://${listen}/health` },
  };
}
