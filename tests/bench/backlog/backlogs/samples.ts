import type { BacklogStack } from '../stack.ts';
import { asJson, attributes, type Backlog, resource } from './backlog.ts';

const SERIES = 1_000;
const NAME = 'backlog_level';
/** The interval of a series' samples. The oldest of 100 is 17 minutes old, and the Collector accepts samples for an hour. */
const INTERVAL_MILLISECONDS = 10_000;

export const samples: Backlog = {
  part: 'prometheus',
  composeService: 'prometheus',
  exporter: 'otlp_http/prometheus',
  itemsFor: (spans) => spans,

  *requests(items) {
    const rounds = Math.ceil(items / SERIES);
    const from = Date.now() - rounds * INTERVAL_MILLISECONDS;
    for (let round = 0; round < rounds; round++) {
      const length = Math.min(SERIES, items - round * SERIES);
      const time = `${from + round * INTERVAL_MILLISECONDS}000000`;
      const dataPoints = Array.from({ length }, (_, series) => ({
        timeUnixNano: time,
        asDouble: round,
        attributes: attributes({ series: String(series) }),
      }));
      const metrics = [{ name: NAME, gauge: { dataPoints } }];
      yield asJson('/v1/metrics', { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] });
    }
  },

  taken: countIn,
  // Prometheus cannot store two samples of one series at the same time.
  stored: async (stack) => {
    const count = await countIn(stack);
    return { different: count, all: count };
  },
};

async function countIn({ prometheus }: BacklogStack): Promise<number> {
  const [counted] = await prometheus.query(`sum(count_over_time(${NAME}[2h]))`);
  return counted?.value ?? 0;
}
