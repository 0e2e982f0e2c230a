import { absent, type Contract, checkLogs, checkMetrics, checkSpans } from '@cortex/telemetry-contract';
import { findJaegerTraces } from '@cortex/trace-testing';
import type { StartedPlatform } from '../platform.ts';

export const SERVICES = ['core-api', 'memory-service', 'cognition-service'];
const TRACES = 1_000;

export interface Look {
  /** What contradicts the contract. */
  violations: string[];
  /** What is declared and missing. */
  missing: string[];
  /** What is declared and missing, but needs a certain condition. */
  conditional: string[];
}

/** Compares everything that a platform's services have sent, and what the Collector derived from it, with the contract. */
export async function lookAt(platform: StartedPlatform, contract: Contract): Promise<Look> {
  const metrics = checkMetrics(contract, await platform.prometheus.series('{__name__=~".+"}'));
  const spans = checkSpans(contract, await spansOf(platform.urls.jaeger));
  const logs = checkLogs(contract, await linesOf(platform));
  const looks = [
    absent({ ...contract.metrics, ...contract.collector_metrics }, metrics.seen),
    absent(contract.spans, spans.seen),
    absent(contract.log_events, logs.seen),
  ];
  return {
    violations: [metrics, spans, logs].flatMap(({ violations }) => violations),
    missing: looks.flatMap(({ missing }) => missing),
    conditional: looks.flatMap(({ conditional }) => conditional),
  };
}

async function spansOf(jaeger: string) {
  const ofServices = SERVICES.map((service) => findJaegerTraces(jaeger, { service, limit: TRACES }));
  return (await Promise.all(ofServices)).flat().flatMap(({ spans }) => spans);
}

/** Leaves out probes and scrapes, which are by far the most lines, and all alike. */
async function linesOf({ logs }: StartedPlatform) {
  const ours = `"service.name":in(${SERVICES.map((name) => `"${name}"`).join(', ')})`;
  const [requests, others] = [`${ours} _msg:="request done" | limit 200`, `${ours} !_msg:="request done"`];
  return [...(await logs.query(requests)), ...(await logs.query(others))];
}
