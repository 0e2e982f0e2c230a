import { isOrphan, type SpanNode } from '@cortex/trace-testing/trace';
import { counted, fineDuration } from '../format/text.ts';
import { intervalOf } from '../spans/times.ts';
import type { Reckoned } from './waterfall.ts';

/** Sentences about oddities of a span's position in its trace. */
export function odditiesOf({ trace, byId, parents }: Reckoned, span: SpanNode): string[] {
  const parent = parents.get(span);
  const sharing = (byId.get(span.spanId)?.length ?? 1) - 1;
  return [
    isOrphan(trace, span) && `Its parent ${span.parentSpanId} is not in this trace: not sampled, lost, or on its way.`,
    sharing > 0 && `${counted(sharing, 'other span')} of this trace ${sharing === 1 ? 'has' : 'have'} the same id.`,
    parent !== undefined && outsideOf(span, parent),
  ].filter((sentence) => sentence !== false);
}

/** Work may go on after its parent, but nothing begins before it. */
function outsideOf(span: SpanNode, parent: SpanNode): string | false {
  const [own, above] = [intervalOf(span), intervalOf(parent)];
  if (own.begin < above.begin) {
    return `It begins ${fineDuration(above.begin - own.begin)} before its parent: the clocks of the two differ. It is shown where its own clock says.`;
  }
  if (own.begin > above.end) return `It begins ${fineDuration(own.begin - above.end)} after the end of its parent.`;
  return own.end > above.end && `It ends ${fineDuration(own.end - above.end)} after its parent.`;
}
