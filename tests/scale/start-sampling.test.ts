import { randomUUID } from 'node:crypto';
import { CoreApiClient, traceOfInput } from '@cortex/local/demo';
import { FaultClient, internalSecret } from '@cortex/local/fault';
import { isRunning } from '@cortex/local/machine';
import { eventually, findJaegerTraces, type Trace } from '@cortex/trace-testing';
import { ProcessRunner } from '../platform/process-runner.ts';
import { PrometheusClient } from '../platform/prometheus.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const PATIENCE_MILLISECONDS = 120_000;
const USUAL_INPUTS = 10;
/** The wait in collector/sampling.yaml. */
const SLOW_MILLISECONDS = 500;
/** No trace is kept by chance. */
const ENVIRONMENT = { CORTEX_SAMPLING_PERCENTAGE: '0', CORTEX_SAMPLING_WAIT: '6s' };

test('npm start -- --sampling keeps what the policies want of real services, and a stop leaves nothing', async () => {
  const platform = await new ProcessRunner({ args: ['--sampling'], env: ENVIRONMENT }).start();
  const { processes } = platform.state;
  try {
    const { urls, home } = platform;
    const client = new CoreApiClient(urls.coreApi, AbortSignal.timeout(PATIENCE_MILLISECONDS));
    await client.login(USER);
    // The first requests of a process are slow: what is left out comes later.
    const demo = `cortex-demo/${randomUUID()}`;
    await client.sendInput('a note that the demo draws', demo);
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    await traceOfInput({ jaeger: urls.jaeger, userAgent: demo, signal });

    const usual = `usual/${randomUUID()}`;
    for (let sent = 0; sent < USUAL_INPUTS; sent++) await client.sendInput('a note like any other', usual);
    const faults = new FaultClient({
      service: 'memory-service',
      url: urls.memory,
      secret: internalSecret(home, process.env),
    });
    await faults.set({ kind: 'latency', milliseconds: 20, probability: 1 });
    const struck = `struck/${randomUUID()}`;
    await client.sendInput('a note that takes longer', struck);
    await traceOfInput({ jaeger: urls.jaeger, userAgent: struck, signal });
    // A busy machine may have made some of them slow, and work behind some was still waiting when the fault was set.
    const ofUsual = { service: 'core-api', tags: { 'user_agent.original': usual }, limit: USUAL_INPUTS };
    const kept = await findJaegerTraces(urls.jaeger, ofUsual);
    expect(kept.filter((trace) => !isWanted(trace))).toEqual([]);

    const counted = 'sum(traces_span_metrics_calls_total{job="core-api",span_name="POST /input"})';
    const prometheus = new PrometheusClient(urls.prometheus);
    await eventually(async () => (await prometheus.query(counted))[0]?.value === USUAL_INPUTS + 2, {
      what: 'the span metrics to count the inputs that were left out, too',
      timeoutMilliseconds: PATIENCE_MILLISECONDS,
    });
  } finally {
    await platform.stop();
  }
  expect(processes.map(({ name }) => name)).toEqual(expect.arrayContaining(['collector', 'gateway-1', 'gateway-2']));
  expect(processes.filter((one) => isRunning(one))).toEqual([]);
});

function isWanted(trace: Trace): boolean {
  const isSpecial = trace.spans.some(({ status, attributes }) => status === 'ERROR' || 'fault.injected' in attributes);
  return isSpecial || millisecondsOf(trace) >= SLOW_MILLISECONDS;
}

function millisecondsOf({ spans }: Trace): number {
  const start = Math.min(...spans.map(({ startMicroseconds }) => startMicroseconds));
  const end = Math.max(
    ...spans.map(({ startMicroseconds, durationMicroseconds }) => startMicroseconds + durationMicroseconds),
  );
  return (end - start) / 1_000;
}
