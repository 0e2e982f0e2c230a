import { setTimeout as pause } from 'node:timers/promises';
import { readJaegerTraces } from '@cortex/trace-testing';
import type { StartedPlatform } from '../../../platform/platform.ts';
import type { Expectation } from '../expectation.ts';
import { REQUEST_DONE } from './judge-logs.ts';
import { judgeLinks } from './statements.ts';
import { judge, type Verdict } from './verdict.ts';

/** The number of traces that are requested at once. */
const BATCH = 50;
const LOOK_AGAIN_MILLISECONDS = 2_000;
/** How long to wait for missing data since the last of it arrived. */
const PATIENCE_MILLISECONDS = 40_000;

export interface ExamineOptions {
  platform: StartedPlatform;
  expectations: readonly Expectation[];
  signal: AbortSignal;
  onProgress(settled: number): void;
}

/** Queries Jaeger and the log store about each request, until everything is as expected or nothing new arrives. */
export async function examine({ platform, expectations, signal, onProgress }: ExamineOptions): Promise<Verdict[]> {
  const verdicts = new Map<Expectation, Verdict>();
  let pending = expectations;
  let isBetterAt = performance.now();
  for (;;) {
    const before = pending.length;
    const looked: Verdict[] = [];
    for (let start = 0; start < before; start += BATCH) {
      signal.throwIfAborted();
      looked.push(...(await look(platform, pending.slice(start, start + BATCH))));
      onProgress(expectations.length - before + looked.filter(isRight).length);
    }
    for (const verdict of looked) verdicts.set(verdict.expectation, verdict);
    pending = looked.filter((verdict) => !isRight(verdict)).map(({ expectation }) => expectation);
    if (pending.length < before) isBetterAt = performance.now();
    if (pending.length === 0 || performance.now() - isBetterAt > PATIENCE_MILLISECONDS) break;
    await pause(LOOK_AGAIN_MILLISECONDS, undefined, { signal });
  }
  return withLinks([...verdicts.values()]);
}

const isRight = ({ deviations }: Verdict) => deviations.length === 0;

/** Checks links last, because they may lead into any other trace. */
function withLinks(verdicts: Verdict[]): Verdict[] {
  const batches = new Map(verdicts.flatMap((verdict) => [...verdict.batches]));
  return verdicts.map((verdict) => ({
    ...verdict,
    deviations: [...verdict.deviations, ...judgeLinks(verdict, batches)],
  }));
}

async function look(platform: StartedPlatform, expectations: readonly Expectation[]): Promise<Verdict[]> {
  await findTraceIds(platform, expectations);
  const ids = expectations.flatMap(({ traceId }) => traceId ?? []);
  const [traces, lines] = await Promise.all([
    readJaegerTraces(platform.urls.jaeger, ids),
    platform.logs.query(`trace_id:in(${quoted(ids)}) _msg:="${REQUEST_DONE}"`),
  ]);
  const traceOf = new Map(traces.map((trace) => [trace.traceId, trace]));
  const linesOf = Map.groupBy(lines, ({ trace_id }) => trace_id);
  return expectations.map((expectation) => {
    const id = expectation.traceId ?? '';
    return judge(expectation, { trace: traceOf.get(id), lines: linesOf.get(id) ?? [] });
  });
}

/** Finds trace ids that a service created, by the ids of the requests. */
async function findTraceIds({ logs }: StartedPlatform, expectations: readonly Expectation[]): Promise<void> {
  const unknown = new Map(
    expectations.filter(({ traceId }) => traceId === undefined).map((one) => [one.requestId, one]),
  );
  if (unknown.size === 0) return;
  const lines = await logs.query(`request_id:in(${quoted([...unknown.keys()])})`);
  for (const { request_id, trace_id } of lines) {
    const expectation = unknown.get(request_id ?? '');
    if (expectation !== undefined && trace_id) expectation.traceId = trace_id;
  }
}

function quoted(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}
