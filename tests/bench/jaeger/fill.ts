import { availableParallelism } from 'node:os';
import { CoreApiClient } from '@cortex/local/demo';
import { ControlGroup } from '../../platform/limits/control-group.ts';
import { memoryLimitOf } from '../../platform/limits/memory-limit.ts';
import { restartIn } from '../../platform/limits/restart-in.ts';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { untilQueueIsEmpty } from '../backlog/drain.ts';
import { MemoryWatch, type MostMemory } from './memory-watch.ts';
import { INPUTS, type Kind, REFUSALS, sendRequests } from './requests.ts';

/** The first start builds the backends. */
const START_TIMEOUT_MILLISECONDS = 40 * 60_000;
const USER = { username: 'user@example.com', password: 'password123' };
const JAEGER = 'jaeger';

interface FillOptions {
  inputs: number;
  refusals: number;
  signal: AbortSignal;
  onProgress(what: string, done: number, total: number): void;
}

export interface Step {
  what: string;
  count: number;
  seconds: number;
  /** Jaeger's peak memory since its start; null if it has ended. */
  most: MostMemory | null;
}

export interface Filled {
  limitMegabytes: number;
  /** The reason why there is no control group; null: the kernel would have ended Jaeger at the limit. */
  unlimited: string | null;
  steps: Step[];
}

/** Fills the Jaeger of a stack of its own with traces of inputs, and then with refused requests. */
export async function fillJaeger(options: FillOptions): Promise<Filled> {
  const { signal } = options;
  const platform = await new ProcessRunner({ signal, startTimeoutMilliseconds: START_TIMEOUT_MILLISECONDS }).start();
  using limits = new DisposableStack();
  try {
    const unlimited = ControlGroup.missing() ?? null;
    const limitMegabytes = memoryLimitOf(JAEGER);
    if (unlimited === null) {
      const limit = { cores: availableParallelism(), mebibytes: limitMegabytes };
      await restartIn(limits.use(ControlGroup.create(JAEGER, limit)), { name: JAEGER, platform });
    }
    return { limitMegabytes, unlimited, steps: await fill(platform, options) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    await platform.stop();
  }
}

async function fill(platform: StartedProcesses, { inputs, refusals, signal, onProgress }: FillOptions) {
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  const { token } = await new CoreApiClient(platform.urls.coreApi, signal).login(USER);
  using memory = new MemoryWatch(platform.pidOf(JAEGER));
  const steps: Step[] = [];
  const add = async (kind: Kind, count: number) => {
    const what = `${kind.what}, ${kind.status}`;
    const told = (done: number) => onProgress(what, done, count);
    const seconds = await sendRequests({ url: platform.urls.coreApi, token, kind, count, signal, onProgress: told });
    await untilQueueIsEmpty({ prometheus }, 'otlp_grpc/jaeger');
    steps.push({ what, count, seconds, most: memory.most ?? null });
  };
  await add(INPUTS, inputs);
  for (const kind of REFUSALS) await add(kind, refusals);
  return steps;
}
