import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { eventually } from '@cortex/trace-testing';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { ShopProcess } from './shop-process.ts';
import { SITUATIONS } from './situations.ts';
import { Stage } from './stage.ts';

/** Profiles and metrics follow a trace after some seconds. */
const EVIDENCE_MILLISECONDS = 90_000;
const USUAL_INPUTS = 20;

let platform: StartedProcesses;
let shop: ShopProcess;
let stage: Stage;
let agent: Client;

beforeAll(async () => {
  platform = await new ProcessRunner().start();
  shop = await ShopProcess.start(platform.urls.collector);
  stage = await Stage.open({
    urls: platform.urls,
    home: platform.home,
    shop: shop.url,
    kill: (service) => process.kill(platform.pidOf(service), 'SIGKILL'),
  });
  for (let sent = 0; sent < USUAL_INPUTS; sent += 1) await stage.input();
  agent = new Client({ name: 'situations', version: '1' });
  await agent.connect(consoleOf(platform.home));
});

afterAll(async () => {
  await agent?.close();
  await shop?.stop();
  await platform?.stop();
});

/** `npm run -s console:mcp`, without npm. */
function consoleOf(home: string): StdioClientTransport {
  const main = join(repository, 'deploy/local/src/ask-console/stdio.ts');
  const env = { PATH: process.env.PATH ?? '', CORTEX_HOME: home };
  return new StdioClientTransport({
    command: process.execPath,
    args: ['--conditions=cortex-source', main],
    env,
    stderr: 'ignore',
  });
}

interface Said {
  kind: string;
  summary: string;
}

/** Each answer is small enough for a model's context. */
async function ask<Answer>(name: string, args: Record<string, unknown>): Promise<Answer> {
  const { structuredContent, content, isError } = await agent.callTool({ name, arguments: args });
  if (isError) throw new Error(JSON.stringify(content));
  expect(Buffer.byteLength(JSON.stringify({ structuredContent, content }))).toBeLessThan(4096);
  return structuredContent as Answer;
}

test.each(SITUATIONS)('$name is the first finding', async ({ make, cause }) => {
  const traceId = await make(stage);
  await eventually(
    async () => {
      const { findings } = await ask<{ findings: Said[] }>('explain_trace', { trace_id: traceId });
      if (findings[0]?.kind === cause.kind && cause.says.test(findings[0].summary)) return true;
      throw new Error(findings.map(({ kind, summary }) => `${kind}: ${summary}`).join('\n'));
    },
    {
      what: `${cause.kind} ${cause.says} first of trace ${traceId}`,
      timeoutMilliseconds: EVIDENCE_MILLISECONDS,
      intervalMilliseconds: 1000,
    },
  );
});
