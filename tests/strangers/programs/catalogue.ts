import type { Program } from './program.ts';

const ADD = { tool: 'add', given: { a: 1, b: 2 } };
const ECHO = { tool: 'echo', given: { message: 'hello' } };
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

const always = (program: Omit<Program, 'runs'>): Program => ({ ...program, runs: 'always' });
const rarely = (program: Omit<Program, 'runs'>): Program => ({ ...program, runs: 'with --all' });

const command = (name: string, sdk: string, rest: Pick<Program, 'tool' | 'given' | 'args' | 'env'>) =>
  ({ name, sdk, role: 'server', transport: 'stdio', ...rest }) as const;

const V1 = 'v1';
const V2 = 'v2';
const OWN = 'its own';

/** The programs, in the order of the table. */
export const PROGRAMS: readonly Program[] = [
  always(command('@playwright/mcp', 'v1, bundled', { args: ['--headless'], tool: 'browser_close' })),
  always(
    command('chrome-devtools-mcp', 'v2, bundled', {
      args: ['--headless', '--no-usage-statistics'],
      tool: 'navigate_page',
      given: { type: 'nowhere' },
    }),
  ),
  always(command('@modelcontextprotocol/server-github', 'v1 1.0.1', { tool: 'get_file_contents' })),
  rarely(
    command('@modelcontextprotocol/server-filesystem', V1, {
      args: ['.'],
      tool: 'list_directory',
      given: { path: '.' },
    }),
  ),
  rarely(command('@modelcontextprotocol/server-memory', V1, { tool: 'read_graph' })),
  rarely(
    command('@modelcontextprotocol/server-sequential-thinking', V1, {
      tool: 'sequentialthinking',
      given: { thought: 'a', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 },
    }),
  ),
  rarely(command('@upstash/context7-mcp', V2, { tool: 'resolve-library-id' })),
  rarely(command('@supabase/mcp-server-supabase', V2, { args: ['--access-token', 'sbp_none'], tool: 'get_project' })),
  rarely(command('next-devtools-mcp', V1, { env: { NEXT_TELEMETRY_DISABLED: '1' }, tool: 'nextjs_index' })),
  rarely(command('@eslint/mcp', V1, { tool: 'lint-files', given: { filePaths: ['none.js'] } })),
  rarely(command('@sentry/mcp-server', V1, { args: ['--access-token=none'], tool: 'find_projects' })),
  rarely(
    command('firecrawl-mcp', V1, {
      env: { FIRECRAWL_API_KEY: 'fc-none', FIRECRAWL_API_URL: NOWHERE },
      tool: 'firecrawl_scrape',
      given: { url: NOWHERE },
    }),
  ),
  rarely(
    command('figma-developer-mcp', V1, {
      args: ['--stdio', '--figma-api-key=none'],
      tool: 'get_figma_data',
      given: {},
    }),
  ),
  always({ name: 'tmcp', sdk: OWN, role: 'server', transport: 'stdio', app: 'tmcp-stdio.mjs', tool: 'echo' }),
  always({ name: 'tmcp', sdk: OWN, role: 'server', transport: 'HTTP', app: 'tmcp-http.mjs', tool: 'echo' }),
  always({
    name: '@storybook/mcp',
    sdk: 'tmcp',
    role: 'server',
    transport: 'HTTP',
    app: 'storybook.mjs',
    tool: 'docs-list',
  }),
  always({ name: 'mcp-lite', sdk: OWN, role: 'server', transport: 'HTTP', app: 'mcp-lite.mjs', tool: 'echo' }),
  rarely({ name: 'fastmcp', sdk: V1, role: 'server', transport: 'stdio', app: 'fastmcp.mjs', ...ADD }),
  rarely({ name: 'fastmcp', sdk: V1, role: 'server', transport: 'HTTP', app: 'fastmcp.mjs', ...ADD }),
  rarely({ name: 'mcp-handler', sdk: V2, role: 'server', transport: 'HTTP', app: 'mcp-handler.mjs', ...ADD }),
  rarely({ name: '@hono/mcp', sdk: V1, role: 'server', transport: 'HTTP', app: 'hono-mcp.mjs', ...ADD }),
  rarely({ name: 'mcp-use', sdk: 'v2, bundled', role: 'server', transport: 'HTTP', app: 'mcp-use.mjs', ...ADD }),
  rarely({ name: 'mcp-framework', sdk: V1, role: 'server', transport: 'stdio', app: 'mcp-framework.mjs', ...ADD }),
  rarely({ name: '@mcp-ui/server', sdk: V1, role: 'server', transport: 'stdio', app: 'mcp-ui.mjs', tool: 'show' }),
  rarely({
    name: '@mastra/mcp',
    sdk: V2,
    role: 'server',
    transport: 'stdio',
    app: 'mastra-server.mjs',
    client: 'call-v2.mjs',
    ...ADD,
  }),
  rarely({
    name: 'supergateway',
    sdk: V1,
    role: 'server',
    transport: 'HTTP',
    args: ['--outputTransport', 'streamableHttp', '--port', '{port}', '--stdio'],
    before: 'command line',
    ...ECHO,
  }),
  rarely({
    name: 'mcp-proxy',
    sdk: V2,
    role: 'server',
    transport: 'HTTP',
    args: ['--host', '127.0.0.1', '--server', 'stream', '--port', '{port}', '--'],
    before: 'command',
    ...ECHO,
  }),
  rarely({
    name: 'mcp-remote',
    sdk: 'v2, bundled',
    role: 'server',
    transport: 'stdio',
    args: ['--allow-http', '--silent'],
    before: 'URL',
    ...ECHO,
  }),
  always({
    name: '@ai-sdk/mcp',
    sdk: OWN,
    role: 'client',
    transport: 'stdio',
    app: 'ai-sdk.mjs',
    also: ['initialize', 'tools/list'],
    ...ECHO,
  }),
  rarely({ name: '@ai-sdk/mcp', sdk: OWN, role: 'client', transport: 'HTTP', app: 'ai-sdk.mjs', ...ECHO }),
  rarely({
    name: '@langchain/mcp-adapters',
    sdk: V1,
    role: 'client',
    transport: 'stdio',
    app: 'langchain.mjs',
    ...ECHO,
  }),
  rarely({
    name: '@langchain/mcp-adapters',
    sdk: V1,
    role: 'client',
    transport: 'HTTP',
    app: 'langchain.mjs',
    ...ECHO,
  }),
  rarely({ name: '@openai/agents', sdk: V1, role: 'client', transport: 'stdio', app: 'openai-agents.mjs', ...ECHO }),
  rarely({ name: '@openai/agents', sdk: V1, role: 'client', transport: 'HTTP', app: 'openai-agents.mjs', ...ECHO }),
  rarely({
    name: '@modelcontextprotocol/inspector',
    sdk: V2,
    role: 'client',
    transport: 'HTTP',
    hidesTransport: true,
    args: [
      '--cli',
      '--transport',
      'http',
      '--tool-name',
      'echo',
      '--tool-arg',
      'message=hello',
      '--method',
      'tools/call',
    ],
    ...ECHO,
  }),
  rarely({ name: '@mastra/mcp', sdk: V2, role: 'client', transport: 'stdio', app: 'mastra-client.mjs', ...ECHO }),
];
