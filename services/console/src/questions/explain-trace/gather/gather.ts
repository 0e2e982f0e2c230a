import type { Trace } from '@cortex/trace-testing/trace';
import { BackendError } from '../../../backends/backend-error.ts';
import type { Backends } from '../../../backends/backends.ts';
import { cleaned } from '../../../model/clean.ts';
import { extentOf } from '../../../model/span-times.ts';
import type { Evidence } from '../evidence.ts';
import { baselinesOf } from './baselines.ts';
import { circuitsOf } from './circuits.ts';
import { cpuOf, processCpuOf } from './cpu.ts';
import { logsOf } from './logs.ts';
import { loopsOf } from './loops.ts';
import { pipelineOf } from './pipeline.ts';
import type { Subject } from './subject.ts';

/** Asks every backend for what it knows about a trace, all at once. One that is away takes its part, and is named. */
export async function gather(found: Trace, backends: Backends): Promise<Evidence> {
  const clean = cleaned(found);
  const subject = subjectOf(clean.trace);
  const away = new Set<string>();
  const orNone = async <Part>(part: Promise<Part>, none: Part): Promise<Part> => {
    try {
      return await part;
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      away.add(error.message);
      return none;
    }
  };
  const [baselines, logs, cpu, loops, circuits, pipeline] = await Promise.all([
    orNone(baselinesOf(subject, backends.prometheus), new Map()),
    orNone(logsOf(subject.traceId, backends.logs), []),
    orNone(cpuOf(subject, backends.profiles), []),
    orNone(loopsOf(subject, backends.prometheus), []),
    orNone(circuitsOf(subject, backends.prometheus), []),
    orNone(pipelineOf(backends.prometheus), undefined),
  ]);
  const processCpu = await orNone(processCpuOf(subject, { loops, store: backends.profiles }), []);
  return { ...clean, baselines, logs, cpu, processCpu, loops, circuits, pipeline, away: [...away] };
}

/** Of a trace with a hundred services, those with the most spans. */
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
