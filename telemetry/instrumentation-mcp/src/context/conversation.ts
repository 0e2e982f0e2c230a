import { type Context, propagation, type Span } from '@opentelemetry/api';
import { ATTR_GEN_AI_AGENT_ID, ATTR_GEN_AI_CONVERSATION_ID } from '../contract.ts';

/** The baggage entries that become attributes of the spans of calls. */
const ENTRIES = [ATTR_GEN_AI_CONVERSATION_ID, ATTR_GEN_AI_AGENT_ID];
/** The most characters of an attribute. Limited, because peers write what they like into the baggage. */
const LONGEST = 200;

/** Sets the conversation and agent of a call, if the sender has put them into the baggage. */
export function describeConversation(span: Span, context: Context): void {
  const baggage = propagation.getBaggage(context);
  if (baggage === undefined) return;
  for (const name of ENTRIES) {
    const value = baggage.getEntry(name)?.value;
    if (value !== undefined && value !== '') span.setAttribute(name, value.slice(0, LONGEST));
  }
}
