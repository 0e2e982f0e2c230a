import { eventually } from '@cortex/trace-testing';
import { type PanelQuery, panelQueries } from '../platform/panel-queries.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { PrometheusClient } from '../platform/prometheus.ts';
import { Traffic } from '../platform/traffic.ts';

/** Rules are evaluated every 15 or 30 s, and rates need two exports of each metric. */
const PATIENCE_MILLISECONDS = 100_000;

const queries = panelQueries();
const titles = [...new Set(queries.map(({ dashboard }) => dashboard))];
const streams = new AbortController();

let platform: StartedProcesses;
let prometheus: PrometheusClient;
let unanswered: (PanelQuery & { fault: string })[] = [];

beforeAll(async () => {
  platform = await new ProcessRunner().start();
  prometheus = new PrometheusClient(platform.urls.prometheus);
  const traffic = await Traffic.open({ urls: platform.urls, home: platform.home, signal: streams.signal });
  let rounds = 0;
  await eventually(
    async () => {
      await (rounds++ % 2 === 0 ? traffic.round() : traffic.faultyRound());
      unanswered = (await Promise.all(queries.map(ask))).filter((asked) => asked !== undefined);
      return unanswered.length === 0 || undefined;
    },
    { what: 'every panel to show something', timeoutMilliseconds: PATIENCE_MILLISECONDS, intervalMilliseconds: 1_000 },
  ).catch(() => {}); // The tests below name what is missing.
});

afterAll(async () => {
  streams.abort();
  await platform?.stop();
});

/** Undefined if the panel has data. */
async function ask(query: PanelQuery): Promise<(PanelQuery & { fault: string }) | undefined> {
  try {
    const series = await prometheus.query(query.expr);
    return series.some(({ value }) => !Number.isNaN(value)) ? undefined : { ...query, fault: 'empty' };
  } catch (error) {
    return { ...query, fault: String(error) };
  }
}

test.each(titles)('every panel of "%s" has data', (title) => {
  expect(unanswered.filter(({ dashboard }) => dashboard === title)).toEqual([]);
});
