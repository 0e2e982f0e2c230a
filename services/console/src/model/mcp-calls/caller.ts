import { ATTR_CORTEX_MCP_CLIENT_NAME, ATTR_CORTEX_MCP_CLIENT_VERSION } from '@cortex/signals/contract';
import type { McpHop } from './hops.ts';

/** Name and version of the calling program, as it reported them; or empty. */
export function callerOf({ attempts }: McpHop): string {
  const sides = attempts.flatMap(({ client, server }) => [client, server]);
  const { attributes = {} } = sides.find((side) => side?.attributes[ATTR_CORTEX_MCP_CLIENT_NAME] !== undefined) ?? {};
  return [attributes[ATTR_CORTEX_MCP_CLIENT_NAME], attributes[ATTR_CORTEX_MCP_CLIENT_VERSION]]
    .filter((one) => one !== undefined)
    .join(' ');
}
