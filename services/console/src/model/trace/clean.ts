import { buildTraces, type SpanNode, type Trace, type TraceSpan } from '@cortex/trace-testing/trace';
import { withAllBelow } from '../spans/walk.ts';

/** A trace with its oddities corrected, and how many there were. */
export interface CleanTrace {
  trace: Trace;
  /** The number of repeated spans. */
  repeated: number;
  /** The number of spans of another machine that were moved into the call that they answer. */
  moved: number;
}

/** Clocks of two processes on one machine differ by less. */
const CLOCK_PRECISION_MICROSECONDS = 1000;

/** Leaves out repeated spans, and moves those whose clock differs. */
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

/** A sender that did not receive the answer sends again. A span id alone does not identify a repetition: the two sides of a call may share it. */
function withoutRepeated(spans: readonly SpanNode[]): readonly SpanNode[] {
  if (new Set(spans.map(({ spanId }) => spanId)).size === spans.length) return spans;
  const seen = new Set<string>();
  return spans.filter(({ spanId, kind, service, startMicroseconds }) => {
    const key = `${spanId} ${kind} ${startMicroseconds} ${service}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** How far to move each span, in microseconds: a server's span outside of the client's is moved to its middle. */
function clockMoves(trace: Trace): Map<SpanNode, number> {
  const moves = new Map<SpanNode, number>();
  for (const root of trace.roots) {
    // Parents come first, and spans below a moved span move with it.
    for (const parent of withAllBelow(root)) {
      for (const child of parent.children) {
        const move = (moves.get(parent) ?? 0) + skewBetween(parent, child);
        if (move !== 0) moves.set(child, move);
      }
    }
  }
  return moves;
}

/** An answer may still be sent after the client has it, and work may go on after the client has left: neither indicates a wrong clock. */
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
