import { setTimeout as pause } from 'node:timers/promises';
import type { Figure, LoadResult, Slowest } from '@cortex/console/model';
import { say } from '@cortex/local/console';
import type { Credentials } from '@cortex/local/demo';
import { PrometheusClient } from '../platform/prometheus.ts';
import { runK6, type StageMeasurement } from './k6/run-k6.ts';
import { loadWindows } from './load-windows.ts';
import { resourceFigures, type Window } from './resources.ts';
import { STREAM_ROW } from './rows.ts';
import type { JudgedStage, Plan } from './scenarios/scenario.ts';
import { stageFigures } from './stage-figures.ts';
import { measureStreams } from './streams/measure-streams.ts';
import { streamFigures } from './streams/stream-figures.ts';
import type { Target } from './target.ts';

/** How long the services are idle before their idle figures are read: more than two exports of metrics. */
const IDLE_SECONDS = 15;

export interface RunScenarioOptions {
  plan: Plan;
  target: Target;
  credentials: Credentials;
  /** The path of k6's executable. */
  k6: string;
  signal: AbortSignal;
}

type Measured = Pick<LoadResult, 'figures' | 'slowest'>;

/** Puts the plan's load on the target, and prints its progress. */
export async function runScenario(options: RunScenarioOptions): Promise<Measured> {
  const { plan, target } = options;
  const idle = plan.resources ? await waitIdle(options.signal) : undefined;
  const { measured, startedAt } = await runStages(options);
  const streams = await runStreams(options);
  const ofStages = plan.stages.flatMap((stage) => stageFigures(stage, measurementOf(stage, measured)));
  const ofResources = idle
    ? await resourceFigures(new PrometheusClient(target.prometheus), {
        idle,
        load: loadWindows(plan.stages, startedAt),
      })
    : [];
  return {
    figures: [...ofStages, ...streams.figures, ...ofResources],
    slowest: [...slowestOf(plan.stages, measured), ...streams.slowest],
  };
}

async function waitIdle(signal: AbortSignal): Promise<Window> {
  say(`idle for ${IDLE_SECONDS} s`);
  const from = Date.now();
  await pause(IDLE_SECONDS * 1000, undefined, { signal });
  return { from, to: Date.now() };
}

async function runStages({ plan, ...options }: RunScenarioOptions) {
  const seconds = Math.max(...plan.stages.map((stage) => stage.startSeconds + stage.seconds));
  say(`k6: ${plan.stages.length} stages, ${seconds} s`);
  const startedAt = Date.now();
  return { startedAt, measured: await runK6({ ...options, stages: plan.stages }) };
}

async function runStreams({ plan, target, ...options }: RunScenarioOptions): Promise<Measured> {
  if (!plan.streams) return { figures: [], slowest: [] };
  say(`streams: ${plan.streams.count} open, ${plan.streams.seconds} s`);
  const measured = await measureStreams({ url: target.coreApi, ...options, ...plan.streams });
  const figures: Figure[] = streamFigures(plan.streams, measured);
  return { figures, slowest: measured.slowest ? [{ row: STREAM_ROW, ...measured.slowest }] : [] };
}

function measurementOf({ id }: JudgedStage, measured: Map<string, StageMeasurement>): StageMeasurement {
  const found = measured.get(id);
  if (!found) throw new Error(`k6's summary has nothing of the stage ${id}`);
  return found;
}

function slowestOf(stages: readonly JudgedStage[], measured: Map<string, StageMeasurement>): Slowest[] {
  return stages.flatMap((stage) => {
    const { slowest } = measurementOf(stage, measured);
    return slowest ? [{ row: stage.title, milliseconds: slowest.milliseconds, traceId: slowest.traceId }] : [];
  });
}
