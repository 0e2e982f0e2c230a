import type { Trace } from '@cortex/trace-testing/trace';
import type { Backends } from '../../../backends/backends.ts';
import { extentOf } from '../../../model/spans/times.ts';
import { cleaned } from '../../../model/trace/clean.ts';
import { Settled } from '../../settled.ts';
import type { Evidence } from '../evidence.ts';
import { baselinesOf } from './baselines.ts';
import { busyOf, processBusyOf } from './busy.ts';
import { circuitsOf } from './circuits.ts';
import { logsOf } from './logs.ts';
import { loopsOf } from './loops.ts';
import { pipelineOf } from './pipeline.ts';
import type { Subject } from './subject.ts';

/** Queries every backend about a trace, all at once. The part of a backend that is away is missing, and the backend is named. */
export async function gather(found: Trace, backends: Backends): Promise<Evidence> {
  const clean = cleaned(found);
  const subject = subjectOf(clean.trace);
  const settled = new Settled();
  const [baselines, logs, busy, loops, circuits, pipeline] = await Promise.all([
    settled.orNone(baselinesOf(subject, backends.prometheus), new Map()),
    settled.orNone(logsOf(subject.traceId, backends.logs), []),
    settled.orNone(busyOf(subject, backends.profiles), []),
    settled.orNone(loopsOf(subject, backends.prometheus), []),
    settled.orNone(circuitsOf(subject, backends.prometheus), []),
    settled.orNone(pipelineOf(backends.prometheus), undefined),
  ]);
  const processBusy = await settled.orNone(processBusyOf(subject, { loops, store: backends.profiles }), []);
  const { away, backends: backendsAway } = settled;
  return { ...clean, baselines, logs, busy, processBusy, loops, circuits, pipeline, away, backendsAway };
}

/** How many services are queried: of a trace with a hundred, those with the most spans. */
const MOST_SERVICES = 12;

function subjectOf(trace: Trace): Subject {
  const { begin, end } = extentOf(trace.spans);
  const counts = [...Map.groupBy(trace.spans, ({ service }) => service)].sort(([, a], [, b]) => b.length - a.length);
  return {
    trace,
    traceId: trace.traceId,
    services: counts.slice(0, MOST_SERVICES).map(([service]) => service),
    begin: begin / 1000,
    end: end / 1000,
  };
}
