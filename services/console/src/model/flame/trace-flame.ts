import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { isFailed } from '../spans/failed.ts';
import { selfTimesIn } from '../spans/times.ts';
import { FlameBuilder, type FlameNode } from './flame-node.ts';

/**
 * A trace as a flame graph, in microseconds, grouped by service. Spans of one operation below the same caller are one box, as wide as the sum of their work:
 * if children ran concurrently, this is more than the elapsed time.
 */
export function traceFlame({ roots, spans }: Trace): FlameNode {
  const selfTime = selfTimesIn(spans);
  const flame = new FlameBuilder('trace');
  const longest = new Map<FlameNode, number>();
  const waiting = roots.map((span): [SpanNode, FlameNode] => [span, flame.root]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [span, parent] = next;
    const node = flame.childOf(parent, {
      name: span.name,
      group: span.service,
      note: `${span.kind.toLowerCase()} of ${span.service}`,
    });
    node.self += selfTime(span);
    node.count += 1;
    if (isFailed(span)) node.failures += 1;
    if (span.durationMicroseconds > (longest.get(node) ?? -1)) {
      longest.set(node, span.durationMicroseconds);
      node.spanId = span.spanId;
    }
    for (const child of span.children) waiting.push([child, node]);
  }
  return flame.finished();
}
