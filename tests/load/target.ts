import { say, UserError } from '@cortex/local/console';
import { isRunning } from '@cortex/local/machine';
import { readSettings } from '@cortex/local/settings';
import { readState } from '@cortex/local/state';
import { loadSecrets } from '@cortex/runtime';
import { request } from 'undici';
import { ProcessRunner } from '../platform/process-runner.ts';
import type { LoadOptions } from './options.ts';
import type { ServiceName } from './rows.ts';

/** How long a service elsewhere may take to answer. */
const PATIENCE_MILLISECONDS = 5_000;

/** The target of the load. */
export interface Target extends NonNullable<LoadOptions['urls']> {
  /** Signs the tokens between services. */
  internalSecret: string;
  /** Stops what was started for the run. */
  stop(): Promise<void>;
}

/** The services at these URLs, if all that will be called answer. Without URLs, the services of the local stack, or of one that is started for the run. */
export async function openTarget(urls: LoadOptions['urls'], asked: ReadonlySet<ServiceName>): Promise<Target> {
  if (urls) return openGiven(urls, asked);
  const { home } = readSettings(process.env);
  const state = readState(home);
  if (state && isRunning(state.supervisor))
    return { ...pick(state.urls), ...(await secretIn(home)), stop: async () => {} };
  say('No stack is running here: starting one for this run.');
  const platform = await new ProcessRunner().start();
  return { ...pick(platform.state.urls), ...(await secretIn(platform.home)), stop: () => platform.stop() };
}

async function openGiven(urls: NonNullable<LoadOptions['urls']>, asked: ReadonlySet<ServiceName>): Promise<Target> {
  const internalSecret = givenSecret();
  for (const service of asked) await assertAnswers(service, urls);
  return { ...urls, internalSecret, stop: async () => {} };
}

const OPTION_OF = {
  'core-api': { option: '--against', url: 'coreApi' },
  'memory-service': { option: '--memory', url: 'memory' },
  'cognition-service': { option: '--cognition', url: 'cognition' },
} as const satisfies Record<ServiceName, object>;

/** Checked before anything is measured, because k6 would report it late, as a failed login or as errors. */
async function assertAnswers(service: ServiceName, urls: NonNullable<LoadOptions['urls']>): Promise<void> {
  const { option, url } = OPTION_OF[service];
  try {
    const { body } = await request(`${urls[url]}/health`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    await body.dump();
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(
      `${option}: expected ${service} at ${urls[url]}, came no answer (${message}). Is it running there?`,
    );
  }
}

function pick({ coreApi = '', memory = '', cognition = '', prometheus = '' }: Record<string, string>) {
  return { coreApi, memory, cognition, prometheus };
}

async function secretIn(home: string): Promise<{ internalSecret: string }> {
  const secrets = loadSecrets({ environment: 'development', home, names: ['CORTEX_INTERNAL_SECRET'] });
  return { internalSecret: secrets.CORTEX_INTERNAL_SECRET };
}

function givenSecret(): string {
  const secret = process.env.CORTEX_INTERNAL_SECRET;
  if (secret) return secret;
  throw new UserError(
    'CORTEX_INTERNAL_SECRET is not set: the services behind core-api take only tokens signed with it. Set it to what they were started with.',
  );
}
