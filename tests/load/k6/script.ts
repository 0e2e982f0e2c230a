/** Run by k6 with the stages of a run in LOAD_STAGES, as JSON. Its summary is written to the file LOAD_SUMMARY. */
import { Rate, Trend } from 'k6/metrics';
import type { Options, Scenario } from 'k6/options';
import type { Stage } from '../rows.ts';
import { login, perform } from './requests.ts';

/** The most concurrent requests, which bounds the cost of a stalled service here. */
const MOST_USERS = 400;

const stages: Stage[] = JSON.parse(__ENV.LOAD_STAGES ?? '[]');
const meters = Object.fromEntries(stages.map(({ id }) => [id, metersOf(id)]));
/** The duration of this user's slowest request so far, by stage. */
const slowest: Record<string, number> = {};

export const options: Options = {
  scenarios: Object.fromEntries(stages.map((stage) => [stage.id, scenarioOf(stage)])),
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max', 'count'],
};

export function setup(): { token: string } {
  return { token: login() };
}

/** An iteration: one request of the stage's row. */
export function request({ token }: { token: string }): void {
  const stage = stages[Number(__ENV.STAGE)] as Stage;
  const { ok, milliseconds, traceId } = perform(stage.row, { token });
  const { latency, success } = meters[stage.id] as Meters;
  latency.add(milliseconds);
  success.add(ok);
  if (milliseconds > (slowest[stage.id] ?? 0)) {
    slowest[stage.id] = milliseconds;
    console.log(JSON.stringify({ stage: stage.id, milliseconds, traceId }));
  }
}

/** Leaves out the result of `setup`, which contains a token. */
export function handleSummary({ setup_data: _token, ...data }: Record<string, unknown>): Record<string, string> {
  return { [__ENV.LOAD_SUMMARY as string]: JSON.stringify(data) };
}

interface Meters {
  latency: Trend;
  success: Rate;
}

function metersOf(id: string): Meters {
  return { latency: new Trend(`latency_${id}`), success: new Rate(`success_${id}`) };
}

function scenarioOf(stage: Stage): Scenario {
  const { startSeconds, seconds, load } = stage;
  const common = {
    exec: 'request',
    env: { STAGE: String(stages.indexOf(stage)) },
    startTime: `${startSeconds}s`,
    duration: `${seconds}s`,
    gracefulStop: '10s',
  };
  if ('users' in load) return { ...common, executor: 'constant-vus', vus: load.users };
  const { requestsPerSecond: rate } = load;
  const preAllocatedVUs = Math.max(10, Math.ceil(rate / 5));
  return { ...common, executor: 'constant-arrival-rate', rate, timeUnit: '1s', preAllocatedVUs, maxVUs: MOST_USERS };
}
