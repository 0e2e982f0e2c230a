import { buildTraces, type SpanNode, type Trace, type TraceSpan } from '@cortex/trace-testing/trace';
import { withAllBelow } from '../spans/walk.ts';

/** A trace that can be reckoned with, and what was done to it. */
export interface CleanTrace {
  trace: Trace;
  /** Spans that had come twice. */
  repeated: number;
  /** Spans of another machine that were moved into the call that they answer. */
  moved: number;
}

/** Two processes of one machine differ by less. */
const CLOCK_PRECISION_MICROSECONDS = 1000;

/** Leaves out spans that came twice, and moves those whose clock went wrong. */
export function cleaned(trace: Trace): CleanTrace {
  const once = withoutRepeated(trace.spans);
  const rebuilt = once.length === trace.spans.length ? trace : rebuild(once, trace);
  const moves = clockMoves(rebuilt);
  const straight =
    moves.size === 0
      ? rebuilt
      : rebuild(
          rebuilt.spans.map((span) => movedBy(span, moves)),
          rebuilt,
        );
  return { trace: straight, repeated: trace.spans.length - once.length, moved: moves.size };
}

/** A sender that did not hear the answer sends again; a span id alone may also be shared by the two sides of a call. */
function withoutRepeated(spans: readonly SpanNode[]): readonly SpanNode[] {
  if (new Set(spans.map(({ spanId }) => spanId)).size === spans.length) return spans;
  const seen = new Set<string>();
  return spans.filter(({ spanId, kind, service, startMicroseconds }) => {
    const key = `${spanId} ${kind} ${startMicroseconds} ${service}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** How far to move each span, in microseconds: a server's span that is not within the client's is moved to the middle of it. */
function clockMoves(trace: Trace): Map<SpanNode, number> {
  const moves = new Map<SpanNode, number>();
  for (const root of trace.roots) {
    // Parents come first, and what is below a span moves with it.
    for (const parent of withAllBelow(root)) {
      for (const child of parent.children) {
        const move = (moves.get(parent) ?? 0) + skewBetween(parent, child);
        if (move !== 0) moves.set(child, move);
      }
    }
  }
  return moves;
}

/** An answer may be sent on for a while after the client has it, and work may go on after the client has left: neither is a fault of a clock. */
function skewBetween(client: SpanNode, server: SpanNode): number {
  if (client.kind !== 'CLIENT' || server.kind !== 'SERVER' || client.service === server.service) return 0;
  const room = client.durationMicroseconds - server.durationMicroseconds;
  const before = server.startMicroseconds - client.startMicroseconds;
  const isPossible = before > -CLOCK_PRECISION_MICROSECONDS && before <= client.durationMicroseconds;
  return isPossible || room < 0 ? 0 : Math.round(room / 2) - before;
}

function movedBy(span: SpanNode, moves: ReadonlyMap<SpanNode, number>): SpanNode {
  const move = moves.get(span);
  if (move === undefined) return span;
  const events = span.events.map((event) => ({ ...event, timeMicroseconds: event.timeMicroseconds + move }));
  return { ...span, startMicroseconds: span.startMicroseconds + move, events };
}

function rebuild(spans: readonly TraceSpan[], { traceId }: Trace): Trace {
  return buildTraces(spans)[0] ?? { traceId, roots: [], spans: [] };
}
