import { join } from 'node:path';
import type { BackendCommand, VictoriaLogsSettings } from '../types.ts';
import { loopback, loopbackUrl } from './loopback.ts';

const retention = '7d';
const retentionSize = '2GiB';

/** VictoriaLogs; it has no configuration file. */
export function victoriaLogsCommand({ binary, dataDirectory, port }: VictoriaLogsSettings): BackendCommand {
  return {
    command: binary,
    args: [
      `-httpListenAddr=${loopback}:${port}`,
      `-storageDataPath=${join(dataDirectory, 'logs')}`,
      `-retentionPeriod=${retention}`,
      `-retention.maxDiskSpaceUsageBytes=${retentionSize}`,
    ],
    env: {},
    readiness: { url: loopbackUrl(port, '/health') },
  };
}
