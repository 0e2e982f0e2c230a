import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildTraces, type Trace } from '@cortex/trace-testing';

/** A span as a fixture prints it. */
export interface EmittedSpan {
  name: string;
  kind: 'INTERNAL' | 'CLIENT' | 'SERVER';
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status: 'UNSET' | 'OK' | 'ERROR';
  message?: string;
  attributes: Record<string, unknown>;
  events: string[];
  links: string[];
  scope: string;
  schemaUrl?: string;
}

export interface EmittedMetric {
  name: string;
  unit: string;
  boundaries: number[];
  points: { attributes: Record<string, unknown>; count: number }[];
}

export interface Emitted {
  started: number;
  /** The attributes with which the first span of each kind and name was started, keyed by `<kind> <name>`. */
  atStart: Record<string, object>;
  spans: EmittedSpan[];
  metrics: EmittedMetric[];
  /** What the instrumentation wrote to the diagnostic logger. */
  faults: string[];
  [extra: string]: unknown;
}

/** Runs the fixtures of a folder to their end, each in a process of its own that the test runner has not touched. */
export function fixtureRunner(folder: string): (file: string, ...args: string[]) => Promise<Emitted> {
  return async (file, ...args) => {
    const command = ['--conditions=cortex-source', join(folder, file), ...args];
    const { stdout } = await promisify(execFile)(process.execPath, command, {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
      timeout: 60_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) as string) as Emitted;
  };
}

/** The trace whose root is `name`, for the matchers. Start times are not recorded, so children are in the order in which they ended. */
export function traceOf({ spans }: Emitted, name: string): Trace {
  const read = spans.map(({ links, message, parentSpanId, ...span }) => ({
    ...span,
    parentSpanId,
    statusMessage: message,
    links: links.map((spanId) => ({ traceId: span.traceId, spanId })),
    service: '',
    resource: {},
    startMicroseconds: 0,
    events: [],
    durationMicroseconds: 0,
  }));
  const trace = buildTraces(read).find(({ roots }) => roots.some((root) => root.name === name));
  if (trace === undefined) throw new Error(`expected a trace with the root "${name}", found none`);
  return trace;
}
