import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { stat } from '../panels/stat.ts';
import { SERVICE_CHOSEN } from '../promql.ts';

const HEALTH: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      '0': { text: 'unhealthy', color: 'red', index: 0 },
      '1': { text: 'degraded', color: 'orange', index: 1 },
      '2': { text: 'healthy', color: 'green', index: 2 },
    },
  },
];

const UP_OR_DOWN: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: { '0': { text: 'down', color: 'red', index: 0 }, '1': { text: 'up', color: 'green', index: 1 } },
  },
];

/** A panel that shows which services answer Prometheus. */
export function health(expr: string) {
  return stat({
    title: 'Services',
    description: 'Whether each service answers Prometheus.',
    unit: 'short',
    query: { expr, legend: '{{job}}' },
    steps: [
      { color: 'red', value: null },
      { color: 'green', value: 1 },
    ],
    mappings: UP_OR_DOWN,
  });
}

/** A panel with the health that services report, which includes that of their dependencies. */
export function healthStatus() {
  return stat({
    title: 'Health',
    description: "Each service's answer at /health. A degraded service works without one of its dependencies.",
    unit: 'short',
    query: { expr: `min by (job) (health_status{${SERVICE_CHOSEN}})`, legend: '{{job}}' },
    steps: [
      { color: 'red', value: null },
      { color: 'orange', value: 1 },
      { color: 'green', value: 2 },
    ],
    mappings: HEALTH,
  });
}
