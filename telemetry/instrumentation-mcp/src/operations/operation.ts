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

/** What the calls of one method (and tool, or prompt) on one connection have in common. */
export interface Operation {
  spanName: string;
  method: string;
  /** The tool's name, for tool calls. */
  toolName: string | undefined;
  /** The other program, as it stands in metrics. */
  peer: Program | undefined;
  /** What the span is started with, for samplers to decide by: its kind, method, and tool or prompt. */
  spanOptions: SpanOptions;
  /** Set after the start, because the SDK checks and copies twice over what it is started with. */
  spanAttributes: Attributes;
  metricAttributes: Attributes;
  /** What it turns out to be by its answer, where the answer shows whether the name exists. */
  settle?(verdict: Verdict): Operation;
}

/** Its parameters refer to a prompt, or to a resource. */
const COMPLETE = 'completion/complete';

/** A map, because the peer chooses the method: an object also has what every object has, such as `constructor`. */
const NAME_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ['tools/call', ATTR_GEN_AI_TOOL_NAME],
  ['prompts/get', ATTR_GEN_AI_PROMPT_NAME],
  [COMPLETE, ATTR_GEN_AI_PROMPT_NAME],
]);

/** What the method acts on, where that makes a span name of low cardinality. */
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

/** @param target of `targetOf` */
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

/** The resource that a message is about, without what its URI may give away. */
export function resourceUriOf({ method, params }: MethodMessage): string | undefined {
  if (!method.startsWith('resources/') && method !== 'notifications/resources/updated') return undefined;
  return typeof params?.uri === 'string' ? bareUri(params.uri) : undefined;
}
