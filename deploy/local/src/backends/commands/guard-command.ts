import type { BackendCommand, Guarded, GuardSettings } from '../types.ts';
import { loopback } from './loopback.ts';

/** The guard, which refuses requests of web pages to the backends, which have no checks of their own: collector/components/loopbackguard. */
export function guardCommand({ binary, health, alertmanager, behind, allowedHosts }: GuardSettings): BackendCommand {
  return {
    command: binary,
    args: ['-health', health, '-alertmanager', pair(alertmanager), ...behind.map(pair)],
    env: { CORTEX_ALLOWED_HOSTS: allowedHosts, GOMAXPROCS: '1', GOMEMLIMIT: '64MiB' },
    readiness: { url: `http://${health}` },
  };
}

function pair({ port, address }: Guarded): string {
  return `${loopback}:${port}=${address}`;
}
