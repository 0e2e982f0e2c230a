import http, { type RefinedResponse, type ResponseType } from 'k6/http';
import type { RowName } from '../rows.ts';
import { internalToken } from './internal-token.ts';
import { randomId } from './random-id.ts';

const { LOAD_CORE_API: coreApi, LOAD_MEMORY: memory, LOAD_COGNITION: cognition } = __ENV;

/** The number of users whose histories are requested from the services behind core-api. */
const USERS = 50;
const MCP_REVISION = '2026-07-28';

export interface PerformOptions {
  /** The token of the user who is logged in at core-api. */
  token: string;
}

export interface Performed {
  ok: boolean;
  milliseconds: number;
  /** Empty if the answer has none. */
  traceId: string;
}

type Answer = RefinedResponse<ResponseType | undefined>;

/** A token for LOAD_USERNAME and LOAD_PASSWORD. Ends the run if the login fails. */
export function login(): string {
  const { LOAD_USERNAME: username, LOAD_PASSWORD: password } = __ENV;
  const answer = http.post(`${coreApi}/auth/login`, JSON.stringify({ username, password }), { headers: JSON_BODY });
  if (answer.status !== 200) throw new Error(`POST ${coreApi}/auth/login answered ${answer.status}: ${answer.body}`);
  return answer.json('access_token') as string;
}

/** Sends one request of a row, in a trace of its own. */
export function perform(row: RowName, options: PerformOptions): Performed {
  const answer = REQUESTS[row](options);
  return { ok: isGood(row, answer), milliseconds: answer.timings.duration, traceId: traceOf(answer) };
}

const JSON_BODY = { 'Content-Type': 'application/json' };

const REQUESTS: Record<RowName, (options: PerformOptions) => Answer> = {
  input: (options) => post(`${coreApi}/input`, { content: text(), metadata: { test: true } }, asUser(options)),
  verify: (options) => http.get(`${coreApi}/auth/verify`, { headers: asUser(options) }),
  storeInput: () =>
    inPlaceOf('memory-service', (userId, headers) => post(`${memory}/tool/store_input`, newInput(userId), headers)),
  history: () =>
    inPlaceOf('memory-service', (userId, headers) =>
      http.get(`${memory}/resource/history/${userId}?limit=10`, { headers }),
    ),
  getContext: () =>
    inPlaceOf('cognition-service', (userId, headers) =>
      post(`${cognition}/tool/get_context`, contextQuery(userId), headers),
    ),
  mcpStoreInput: () =>
    inPlaceOf('memory-service', (userId, headers) =>
      callTool(`${memory}/mcp`, { name: 'store_input', args: newInput(userId), headers }),
    ),
  mcpGetContext: () =>
    inPlaceOf('cognition-service', (userId, headers) =>
      callTool(`${cognition}/mcp`, { name: 'get_context', args: contextQuery(userId), headers }),
    ),
};

type Headers = Record<string, string>;

function post(url: string, body: unknown, headers: Headers): Answer {
  return http.post(url, JSON.stringify(body), { headers: { ...JSON_BODY, ...headers } });
}

function asUser({ token }: PerformOptions): Headers {
  return { Authorization: `Bearer ${token}` };
}

function inPlaceOf(audience: string, ask: (userId: string, headers: Headers) => Answer): Answer {
  const userId = `load-${Math.floor(Math.random() * USERS)}`;
  return ask(userId, { Authorization: `Bearer ${internalToken(userId, audience)}` });
}

/** The trace id that a service reports for a request. */
function traceOf({ headers }: Answer): string {
  return headers.Traceresponse?.split('-')[1] ?? '';
}

interface ToolCall {
  name: string;
  args: Record<string, unknown>;
  headers: Headers;
}

function callTool(url: string, { name, args, headers }: ToolCall): Answer {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': MCP_REVISION,
    'io.modelcontextprotocol/clientInfo': { name: 'load', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args, _meta: meta } };
  return post(url, message, {
    ...headers,
    Accept: 'application/json, text/event-stream',
    'MCP-Protocol-Version': MCP_REVISION,
    'Mcp-Method': 'tools/call',
    'Mcp-Name': name,
  });
}

function newInput(userId: string) {
  return { input_id: randomId(), user_id: userId, content: text() };
}

function contextQuery(userId: string) {
  return { user_id: userId, query: 'the quarterly report', limit: 5 };
}

function text(): string {
  return `Test input ${Date.now()}: the quarterly report is due on Friday`;
}

/** Over MCP, a tool's refusal has the status 200. */
function isGood(row: RowName, { status, body }: Answer): boolean {
  if (status < 200 || status >= 300) return false;
  return !row.startsWith('mcp') || (String(body).includes('"result"') && !String(body).includes('"isError":true'));
}
