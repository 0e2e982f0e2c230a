import { CoreApiClient } from '@cortex/local/demo';
import { internalSecret } from '@cortex/local/fault';
import { createTokenIssuer } from '@cortex/runtime';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import type { Arena } from './attack.ts';
import { ATTACKER } from './attacker.ts';
import type { HttpSender } from './wire/http.ts';

const LOGIN_TIMEOUT_MILLISECONDS = 30_000;

/** Logs in, so that the inputs pass authentication. */
export async function openArena({ urls, home }: StartedProcesses, http: HttpSender): Promise<Arena> {
  const issuer = createTokenIssuer({ secret: internalSecret(home, {}), issuer: 'core-api' });
  const client = new CoreApiClient(urls.coreApi, AbortSignal.timeout(LOGIN_TIMEOUT_MILLISECONDS));
  const { token } = await client.login(ATTACKER);
  return {
    urls,
    http,
    userAuthorization: `Bearer ${token}`,
    peerAuthorization: async (peer) => `Bearer ${await issuer.issue(ATTACKER.id, `${peer}-service`)}`,
  };
}
