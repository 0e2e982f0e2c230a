/** What people start that speaks MCP, and how the tests make a call through it. */
export interface Program {
  /** The name of the npm package. */
  name: string;
  /** Which SDK it is of, for the table. */
  sdk: string;
  role: 'client' | 'server';
  transport: 'stdio' | 'HTTP';
  /** A file of `apps/` that uses the package; default: the package's own command. */
  app?: string;
  /** Arguments of the app or the command. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /**
   * For whatever is between a client and a server: server-everything is behind it, by its URL as the first argument or by its command as the last
   * ones, or as the last one.
   */
  before?: 'URL' | 'command' | 'command line';
  /** The SDK sees a transport of the client's own, which does not show how messages travel. */
  hidesTransport?: true;
  /** The client that calls a server; default: `call.mjs`, of v1. */
  client?: 'call-v2.mjs';
  /** A tool and arguments to which it answers without a browser, a network and an account; the answer may be an error. */
  tool: string;
  given?: object;
  /** Other requests whose spans have to be there on both sides. */
  also?: readonly string[];
  /** Which calls of `npm test -- strangers` have it; `--all` has all. */
  runs: 'always' | 'with --all';
}
