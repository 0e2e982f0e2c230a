import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreApiClient } from '@cortex/local/demo';
import { repository } from '@cortex/local/settings';
import { eventually, findJaegerTraces } from '@cortex/trace-testing';
import { parse } from 'yaml';
import type { SecurityPlatform } from '../security-platform.ts';

const FLOOD = 1_000;
const AT_ONCE = 50;
/** No other request of these suites has this method, so that Prometheus counts only this flood. */
const METHOD = 'PATCH';
const COUNTED = `sum(traces_span_metrics_calls_total{service_name="core-api",span_name="${METHOD}"})`;
const LEFT_OUT = 'otelcol_refusals_left_out_spans_total{sender="core-api"} > 0';

interface Budget {
  per_second: number;
  burst: number;
}

/** Requests that cost nothing to send, and are refused. */
export function refusalsSuite(under: SecurityPlatform): void {
  test(`${FLOOD} refused requests are counted, only a few take space in the trace store, and a legitimate trace is complete`, async () => {
    const { urls, prometheus } = under.platform;
    const userAgent = `legitimate-${randomBytes(8).toString('hex')}`;
    const client = new CoreApiClient(urls.coreApi, AbortSignal.timeout(60_000));
    await client.login(under.user);
    const start = performance.now();
    const flood = refusedRequests(urls.coreApi);
    await client.sendInput('a note in the middle of a flood', userAgent);
    expect(new Set(await flood)).toEqual(new Set([405]));

    const counted = await eventually(async () => atLeast(FLOOD, (await prometheus.query(COUNTED))[0]?.value), {
      what: `${FLOOD} refusals to be counted`,
      timeoutMilliseconds: 60_000,
    });
    expect(counted).toBe(FLOOD);
    const { per_second, burst } = budget();
    const most = burst + Math.ceil(((performance.now() - start) / 1000) * per_second);
    const ofLegitimate = { service: 'core-api', tags: { 'user_agent.original': userAgent } };
    const whole = await eventually(
      async () => {
        const [trace] = await findJaegerTraces(urls.jaeger, ofLegitimate);
        return new Set(trace?.spans.map(({ service }) => service)).size === 3 ? trace : undefined;
      },
      { what: 'the legitimate trace with its spans of three services' },
    );
    expect(whole.roots).toHaveLength(1);
    const stored = await findJaegerTraces(urls.jaeger, { service: 'core-api', operation: METHOD, limit: FLOOD });
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThanOrEqual(most);
    // Traces that are left out were first held to wait for the rest of them.
    await eventually(async () => (await prometheus.query(LEFT_OUT))[0], {
      what: 'the refusals that were left out to be counted',
      timeoutMilliseconds: 60_000,
    });
  });
}

async function refusedRequests(coreApi: string): Promise<number[]> {
  const statuses: number[] = [];
  let left = FLOOD;
  const client = async () => {
    while (left-- > 0) {
      const answer = await fetch(`${coreApi}/auth/verify`, { method: METHOD });
      await answer.text();
      statuses.push(answer.status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return statuses;
}

function atLeast(least: number, value = 0): number | undefined {
  return value >= least ? value : undefined;
}

function budget(): Budget {
  return parse(readFileSync(join(repository, 'collector', 'config.yaml'), 'utf8')).connectors.refusals;
}
