import { type Context, propagation, type Span } from '@opentelemetry/api';
import { ATTR_GEN_AI_AGENT_ID, ATTR_GEN_AI_CONVERSATION_ID } from '../contract.ts';

/** Entries of the baggage that are attributes of the spans of its calls. */
const ENTRIES = [ATTR_GEN_AI_CONVERSATION_ID, ATTR_GEN_AI_AGENT_ID];
/** Characters: a peer writes what it likes into its baggage. */
const LONGEST = 200;

/** Sets of which conversation and agent a call is, where whoever began it has put that into the baggage. */
export function describeConversation(span: Span, context: Context): void {
  const baggage = propagation.getBaggage(context);
  if (baggage === undefined) return;
  for (const name of ENTRIES) {
    const value = baggage.getEntry(name)?.value;
    if (value !== undefined && value !== '') span.setAttribute(name, value.slice(0, LONGEST));
  }
}
