import { AsyncLocalStorage } from 'node:async_hooks';
import { type Client, ProtocolError, SdkError, SdkHttpError } from '@modelcontextprotocol/client';
import { connect } from './connect.ts';
import { McpToolError } from './mcp-tool-error.ts';
import { asRefusal, resourceOutput, toolOutput } from './read-results.ts';
import { reusable } from './reusable.ts';

const TIMEOUT_MILLISECONDS = 10_000;

export interface McpClientOptions {
  /** Name of the calling service. */
  service: string;
  /** Base URL of the called service; MCP is at its /mcp. */
  url: string;
  /** A token that lets `userId` in at the called service. */
  token(userId: string): Promise<string>;
  timeoutMilliseconds?: number;
}

export interface CallOptions {
  /** On whose behalf. */
  userId: string;
  signal?: AbortSignal;
}

export interface McpClient {
  /** The tool's structured output. Rejects with McpToolError when the tool refused, otherwise with what kept the call from being answered. */
  callTool(name: string, args: Record<string, unknown>, options: CallOptions): Promise<unknown>;
  /** The resource's JSON. Rejects as callTool does. */
  readResource(uri: string, options: CallOptions): Promise<unknown>;
  close(): Promise<void>;
}

/** A client of another service's tools and resources. It connects at the first call and again after a connection failed. */
export function createMcpClient(options: McpClientOptions): McpClient {
  const { service, url, token, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = options;
  // The transport asks for a token with every HTTP request, but not for whom.
  const callersToken = new AsyncLocalStorage<string>();
  const connection = reusable({
    open: () => connect({ service, url, token: async () => callersToken.getStore(), timeoutMilliseconds }),
    close: (client) => client.close(),
    isBroken: (error) => !isAnswer(error),
  });
  const asCaller = async <Result>({ userId, signal }: CallOptions, call: Call<Result>) => {
    const limits = { timeout: timeoutMilliseconds, ...(signal && { signal }) };
    return callersToken.run(await token(userId), () => connection.use((client) => call(client, limits)));
  };

  return {
    callTool: (name, args, caller) =>
      asCaller(caller, async (client, limits) =>
        toolOutput(name, await client.callTool({ name, arguments: args }, limits)),
      ),
    readResource: (uri, caller) =>
      asCaller(caller, async (client, limits) =>
        resourceOutput(uri, await client.readResource({ uri }, { ...limits, cacheMode: 'bypass' })),
      ).catch((error) => Promise.reject(asRefusal(uri, error))),
    close: connection.close,
  };
}

type Call<Result> = (client: Client, limits: { timeout: number; signal?: AbortSignal }) => Promise<Result>;

/** True when the error says nothing against the connection: the service refused, or the caller did not wait. */
function isAnswer(error: unknown): boolean {
  if (error instanceof McpToolError || error instanceof ProtocolError) return true;
  return error instanceof SdkError && !(error instanceof SdkHttpError);
}
