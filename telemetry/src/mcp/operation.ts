import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_MCP_METHOD_NAME,
} from '../contract.ts';
import type { MessageParams, MethodMessage } from './internal-types.ts';
import { GEN_AI_OPERATION_EXECUTE_TOOL } from './semconv.ts';

/** What the calls of one method (and tool, or prompt) on one connection have in common. */
export interface Operation {
  spanName: string;
  method: string;
  /** The tool's name, for tool calls. */
  toolName: string | undefined;
  spanAttributes: Attributes;
  metricAttributes: Attributes;
}

const NAME_ATTRIBUTE: Record<string, string> = {
  'tools/call': ATTR_GEN_AI_TOOL_NAME,
  'prompts/get': ATTR_GEN_AI_PROMPT_NAME,
};

/** What the method acts on, where that makes a span name of low cardinality. */
export function targetOf(method: string, params: MessageParams | undefined): string {
  if (params === undefined || NAME_ATTRIBUTE[method] === undefined) return '';
  return typeof params.name === 'string' ? params.name : '';
}

/**
 * @param target of `targetOf`
 * @param shared attributes of the connection, for `spans` and for `metrics`
 */
export function describeOperation(
  method: string,
  target: string,
  shared: { spans: Attributes; metrics: Attributes },
): Operation {
  const own = { [ATTR_MCP_METHOD_NAME]: method, ...targetAttributes(method, target) };
  return {
    method,
    spanName: target === '' ? method : `${method} ${target}`,
    toolName: method === 'tools/call' ? target : undefined,
    spanAttributes: { ...own, ...shared.spans },
    metricAttributes: { ...own, ...shared.metrics },
  };
}

function targetAttributes(method: string, target: string): Attributes {
  const attribute = NAME_ATTRIBUTE[method];
  const attributes: Attributes = {};
  if (attribute !== undefined && target !== '') attributes[attribute] = target;
  if (method === 'tools/call') attributes[ATTR_GEN_AI_OPERATION_NAME] = GEN_AI_OPERATION_EXECUTE_TOOL;
  return attributes;
}

/** The resource that a message is about. */
export function resourceUriOf({ method, params }: MethodMessage): string | undefined {
  if (!method.startsWith('resources/') && method !== 'notifications/resources/updated') return undefined;
  return typeof params?.uri === 'string' ? params.uri : undefined;
}
