import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_MCP_METHOD_NAME,
} from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing';
import type { Deviation } from './deviation.ts';
import { LEFT } from './entries.ts';
import { keyOf } from './span-key.ts';

/** Spans with this name go on after their request was answered. */
const AFTERWARDS = 'process_input';
/** Outcomes of an aborted call, whose other side may go on. */
const GIVEN_UP = /^(?:timeout|cancelled|connection_closed)$/;

/** The starts of a span and of its parent are each exact only to the millisecond. */
const UNCERTAIN_MICROSECONDS = 2000;

/** Checks that the work for a span lies within it, unless its caller has aborted it. */
export function judgeContainment({ spans }: Trace): Deviation[] {
  return spans.flatMap((parent) => {
    if (isGivenUp(parent)) return [];
    return parent.children.flatMap((child) => judgeChild(parent, child));
  });
}

function judgeChild(parent: SpanNode, child: SpanNode): Deviation[] {
  if (child.name === AFTERWARDS) return [];
  const early = parent.startMicroseconds - child.startMicroseconds;
  const late = mayEndLater(parent, child) ? 0 : endOf(child) - endOf(parent);
  const microseconds = Math.max(early, late);
  if (microseconds <= UNCERTAIN_MICROSECONDS) return [];
  const what = early > late ? 'begins' : 'ends';
  const text = `${keyOf(child)}: expected within ${keyOf(parent)}, ${what} ${microseconds} µs ${early > late ? 'before' : 'after'} it`;
  return [{ kind: 'wrongParents', text }];
}

function endOf({ startMicroseconds, durationMicroseconds }: SpanNode): number {
  return startMicroseconds + durationMicroseconds;
}

/** The span of an HTTP request ends with the response, and clients do not wait until the server has closed it; an MCP call waits only for its message. */
function mayEndLater(parent: SpanNode, { kind, attributes }: SpanNode): boolean {
  return ATTR_HTTP_REQUEST_METHOD in attributes && (kind === 'SERVER' || ATTR_MCP_METHOD_NAME in parent.attributes);
}

/** An HTTP request without an answer was aborted, too. */
function isGivenUp({ kind, attributes }: SpanNode): boolean {
  const { [ATTR_ERROR_TYPE]: error, [ATTR_HTTP_RESPONSE_STATUS_CODE]: status } = attributes;
  const isUnanswered = kind === 'CLIENT' && ATTR_HTTP_REQUEST_METHOD in attributes && status === undefined;
  return isUnanswered || status === LEFT || GIVEN_UP.test(String(error));
}
