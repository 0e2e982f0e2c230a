import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NodeIncomingMessageLike, type NodeServerResponseLike, toNodeHandler } from '@modelcontextprotocol/node';
import { type AuthInfo, createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import type { HttpError } from '../../../errors/http-error.ts';
import { readBody } from '../../../http/body/read-body.ts';
import { Cancellations } from './cancellations.ts';
import { HttpAnswer } from './http-answer.ts';
import { internalError } from './internal-error.ts';
import { recognizeRequest } from './recognize.ts';
import { refuseBody } from './refuse-body.ts';
import { REVISION } from './revision.ts';
import { ServerPool } from './server-pool.ts';

export interface McpHttpHandlerOptions {
  /**
   * Creates a server. It serves many requests of different clients: tools and resources must keep no state in it.
   * @param supportedProtocolVersions an option of the SDK's server; undefined is its default
   */
  createServer(supportedProtocolVersions: string[] | undefined): McpServer;
  bodyLimitBytes: number;
  /** Called with the reason when a request is refused. */
  onRefusal(error: Error): void;
  /** Called with the error that kept a request from being answered. */
  onFailure(error: Error): void;
}

export type AuthenticatedRequest = IncomingMessage & { auth?: AuthInfo };

/** Answers one HTTP request. Resolves when the answer is written or the client has left. */
export type McpHttpHandler = (request: AuthenticatedRequest, response: ServerResponse) => Promise<void>;

/**
 * Serves MCP over Streamable HTTP. Requests of revision 2026-07-28 are served by pooled servers, without web streams in between. Everything
 * else, which is earlier revisions and malformed requests, is answered by the SDK's own entry.
 */
export function mcpHttpHandler(options: McpHttpHandlerOptions): McpHttpHandler {
  const { createServer, bodyLimitBytes, onRefusal, onFailure } = options;
  const pool = new ServerPool(() => createServer([REVISION]));
  const cancellations = new Cancellations();
  const entry = stockEntry({ ...options, createServer: () => cancellations.servedBy(createServer(undefined)) });
  return async (request, response) => {
    if (request.method === 'GET') return entry(request, response);
    const chunks = await readBody(request, { response, limitBytes: bodyLimitBytes }).catch((error: HttpError) => {
      onRefusal(error);
      refuseBody(response, error);
    });
    if (chunks === undefined) return;
    const body = parse(chunks);
    const message = recognizeRequest(request.headers, body);
    if (message === undefined) {
      const received = { message: body, userId: request.auth?.clientId ?? '', headers: request.headers, response };
      return cancellations.serve(received, () => entry(replayed(request, chunks), response));
    }
    await pool.serve({ message, authInfo: request.auth, response }).catch((error) => {
      onFailure(error);
      if (!response.headersSent) new HttpAnswer(response).end(internalError(message.id), 500);
    });
  };
}

type StockEntry = (request: NodeIncomingMessageLike | AuthenticatedRequest, response: ServerResponse) => Promise<void>;

function stockEntry({ createServer, bodyLimitBytes, onRefusal, onFailure }: McpHttpHandlerOptions): StockEntry {
  const limits = { maxRequestBodySize: bodyLimitBytes };
  const handler = createMcpHandler(() => createServer(undefined), { ...limits, onerror: onRefusal });
  const serve = toNodeHandler(handler, { ...limits, onerror: onFailure });
  // The SDK's types have optional fields without `undefined`; Node's have it.
  return (request, response) => serve(request as NodeIncomingMessageLike, response as NodeServerResponseLike);
}

function parse(chunks: Buffer[]): unknown {
  const [first] = chunks;
  if (first === undefined) return undefined;
  try {
    return JSON.parse((chunks.length === 1 ? first : Buffer.concat(chunks)).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A request whose body can be read once more. */
function replayed({ method, url, headers, auth }: AuthenticatedRequest, chunks: Buffer[]): NodeIncomingMessageLike {
  return {
    ...(method !== undefined && { method }),
    ...(url !== undefined && { url }),
    headers,
    ...(auth !== undefined && { auth }),
    async *[Symbol.asyncIterator]() {
      yield* chunks;
    },
  };
}
