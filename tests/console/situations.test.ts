import { eventually } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { Agent, byStdio } from './agent.ts';
import { ShopProcess } from './shop-process.ts';
import { SITUATIONS } from './situations.ts';
import { Stage } from './stage.ts';

/** Profiles and metrics arrive some seconds after a trace. */
const EVIDENCE_MILLISECONDS = 90_000;
const USUAL_INPUTS = 20;

let platform: StartedProcesses;
let shop: ShopProcess;
let stage: Stage;
let agent: Agent;

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
  agent = await Agent.connect(byStdio(platform.home));
});

afterAll(async () => {
  await agent?.[Symbol.asyncDispose]();
  await shop?.stop();
  await platform?.stop();
});

interface Explained {
  findings: { kind: string; summary: string }[];
}

test.each(SITUATIONS)('$name is the first finding', async ({ make, cause }) => {
  const traceId = await make(stage);
  await eventually(
    async () => {
      const { findings } = await agent.ask<Explained>('explain_trace', { trace_id: traceId });
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
