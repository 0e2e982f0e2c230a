import { buildTraces, type Trace, type TraceSpan } from '@cortex/trace-testing/trace';

/** A span without the fields that it shares with others. */
type PackedSpan = Omit<TraceSpan, 'traceId' | 'service' | 'resource'> & { process: number };

/** A trace for transfer to the page: a flat list, with each service's resource once. */
export interface PackedTrace {
  traceId: string;
  processes: Pick<TraceSpan, 'service' | 'resource'>[];
  spans: PackedSpan[];
}

export function packed({ traceId, spans }: Trace): PackedTrace {
  const processes: PackedTrace['processes'] = [];
  const numbers = new Map<object, number>();
  const byText = new Map<string, number>();
  const numberOf = ({ service, resource }: TraceSpan) => {
    const text = JSON.stringify([service, resource]);
    const number = byText.get(text) ?? processes.push({ service, resource }) - 1;
    byText.set(text, number);
    numbers.set(resource, number);
    return number;
  };
  return {
    traceId,
    processes,
    spans: spans.map((span) => {
      const { traceId: _, service, resource, children, ...own } = span;
      return { ...own, process: numbers.get(resource) ?? numberOf(span) };
    }),
  };
}

/** Undefined without spans. */
export function unpacked({ traceId, processes, spans }: PackedTrace): Trace | undefined {
  const whole = spans.map(({ process, ...own }): TraceSpan => {
    const { service, resource } = processes[process] ?? { service: '', resource: {} };
    return { ...own, traceId, service, resource };
  });
  return buildTraces(whole)[0];
}
