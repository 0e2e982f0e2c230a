import {
  ATTR_CORTEX_MCP_CLIENT_NAME,
  ATTR_CORTEX_MCP_CLIENT_VERSION,
  ATTR_CORTEX_MCP_SERVER_NAME,
  ATTR_CORTEX_MCP_SERVER_VERSION,
} from '@cortex/signals/contract';
import { pairsText } from '../search/attribute-pairs.ts';
import {
  ERROR_TYPE,
  MCP_METHOD,
  MCP_PROTOCOL,
  MCP_RESOURCE,
  MCP_SESSION,
  PROMPT_NAME,
  SERVER_ADDRESS,
  SERVER_PORT,
  TOOL_NAME,
  TRANSPORT,
} from '../spans/attributes.ts';
import type { CallKey, Side } from './group.ts';

/** Selects the calls with these values; undefined matches any. */
export interface CallsPart extends Partial<CallKey> {
  /** Available from spans only: the URI of a resource, and the id of a session. */
  uri?: string;
  session?: string;
}

const SHARED: Partial<Record<keyof CallsPart, string>> = {
  method: MCP_METHOD,
  tool: TOOL_NAME,
  prompt: PROMPT_NAME,
  protocol: MCP_PROTOCOL,
  transport: TRANSPORT,
  errorType: ERROR_TYPE,
  uri: MCP_RESOURCE,
  session: MCP_SESSION,
};

/** The attributes that name the other side, by which it identifies itself. */
const ATTRIBUTES: Record<Side, Partial<Record<keyof CallsPart, string>>> = {
  server: { ...SHARED, client: ATTR_CORTEX_MCP_CLIENT_NAME, clientVersion: ATTR_CORTEX_MCP_CLIENT_VERSION },
  client: { ...SHARED, server: ATTR_CORTEX_MCP_SERVER_NAME, serverVersion: ATTR_CORTEX_MCP_SERVER_VERSION },
};

/** The name that `nameOfServer` gives to a server that reports none. */
const ADDRESS = /^(?<address>\S+):(?<port>\d+)$/;

/** The search of the page Traces for these calls; empty if nothing distinguishes them from others. */
export function tracesOf(part: CallsPart, side: Side): { service?: string; where?: string } {
  const { address, port } = (side === 'client' && ADDRESS.exec(part.server ?? '')?.groups) || {};
  const named = address === undefined ? part : { ...part, server: undefined };
  const pairs = Object.entries(ATTRIBUTES[side]).flatMap(([name, attribute]): [string, string][] => {
    const value = named[name as keyof CallsPart];
    return typeof value === 'string' ? [[attribute, value]] : [];
  });
  if (address !== undefined && port !== undefined) pairs.push([SERVER_ADDRESS, address], [SERVER_PORT, port]);
  const service = part[side];
  return {
    ...(service !== undefined && { service }),
    ...(pairs.length > 0 && { where: pairsText(Object.fromEntries(pairs)) }),
  };
}
