/** A program that people run and that uses MCP, and how the tests make a call through it. */
export interface Program {
  /** The name of the npm package. */
  name: string;
  /** The SDK that it is based on, for the table. */
  sdk: string;
  role: 'client' | 'server';
  transport: 'stdio' | 'HTTP';
  /** A file of `apps/` that uses the package; default: the package's own command. */
  app?: string;
  /** Arguments of the app or the command. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /**
   * For programs between a client and a server: server-everything is behind it, passed as a URL in the first argument, as a command in the last
   * arguments, or as a command line in the last one.
   */
  before?: 'URL' | 'command' | 'command line';
  /** The SDK sees a transport of the client's own, which hides how messages are transported. */
  hidesTransport?: true;
  /** The client that calls a server. Default: `call.mjs`, with v1. */
  client?: 'call-v2.mjs';
  /** A tool and arguments that it answers without a browser, a network or an account; the answer may be an error. */
  tool: string;
  given?: object;
  /** Other requests whose spans must exist on both sides. */
  also?: readonly string[];
  /** Which runs of `npm test -- strangers` include it; `--all` includes all. */
  runs: 'always' | 'with --all';
}
