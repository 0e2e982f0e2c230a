import type { Attributes, SpanKind, SpanOptions } from '@opentelemetry/api';
import type { Program } from '../connections/programs.ts';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_MCP_METHOD_NAME,
} from '../contract.ts';
import type { MessageParams, MethodMessage } from '../internal-types.ts';
import { GEN_AI_OPERATION_EXECUTE_TOOL } from '../semconv.ts';
import { bareUri } from '../spans/bare-uri.ts';
import type { Verdict } from './names.ts';

/** What all calls of one method (and tool or prompt) on one connection have in common. */
export interface Operation {
  spanName: string;
  method: string;
  /** The tool's name, for tool calls. */
  toolName: string | undefined;
  /** The peer's program, as it appears in metrics. */
  peer: Program | undefined;
  /** The options with which the span is started: what samplers can base their decision on, which is kind, method, and tool or prompt. */
  spanOptions: SpanOptions;
  /** Set after the start, because the SDK checks and copies the attributes of the start twice. */
  spanAttributes: Attributes;
  metricAttributes: Attributes;
  /** Returns the operation that it turns out to be once the answer shows whether the name exists. Undefined if that is already known. */
  settle?(verdict: Verdict): Operation;
}

/** The method whose parameters refer to a prompt or a resource instead of naming it. */
const COMPLETE = 'completion/complete';

/** A map, because the peer chooses the method, and an object would also have inherited members such as `constructor`. */
const NAME_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ['tools/call', ATTR_GEN_AI_TOOL_NAME],
  ['prompts/get', ATTR_GEN_AI_PROMPT_NAME],
  [COMPLETE, ATTR_GEN_AI_PROMPT_NAME],
]);

/** The tool or prompt that the message names; empty if there is none, or if its name must not be in span names. */
export function targetOf(method: string, params: MessageParams | undefined): string {
  if (!NAME_ATTRIBUTE.has(method)) return '';
  const named = (method === COMPLETE ? params?.ref : params) as { name?: unknown } | null | undefined;
  return typeof named?.name === 'string' ? named.name : '';
}

/** What all operations in one direction of a connection have in common. */
export interface Direction {
  kind: SpanKind;
  peer: Program | undefined;
  spans: Attributes;
  metrics: Attributes;
}

/** @param target the result of `targetOf` */
export function describeOperation(
  method: string,
  target: string,
  { kind, peer, spans, metrics }: Direction,
): Operation {
  const own = { [ATTR_MCP_METHOD_NAME]: method, ...targetAttributes(method, target) };
  const constant = method === 'tools/call' ? { [ATTR_GEN_AI_OPERATION_NAME]: GEN_AI_OPERATION_EXECUTE_TOOL } : {};
  return {
    method,
    spanName: target === '' ? method : `${method} ${target}`,
    toolName: method === 'tools/call' ? target : undefined,
    peer,
    spanOptions: Object.freeze({ kind, attributes: own }),
    spanAttributes: { ...constant, ...spans },
    metricAttributes: Object.freeze({ ...own, ...constant, ...metrics }),
  };
}

function targetAttributes(method: string, target: string): Attributes {
  const attribute = NAME_ATTRIBUTE.get(method);
  return attribute === undefined || target === '' ? {} : { [attribute]: target };
}

/** The URI of the resource that a message is about, without its confidential parts. */
export function resourceUriOf({ method, params }: MethodMessage): string | undefined {
  if (!method.startsWith('resources/') && method !== 'notifications/resources/updated') return undefined;
  return typeof params?.uri === 'string' ? bareUri(params.uri) : undefined;
}
