import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { stat } from '../panels/stat.ts';

const UP_OR_DOWN: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: { '0': { text: 'down', color: 'red', index: 0 }, '1': { text: 'up', color: 'green', index: 1 } },
  },
];

/** Whether services answer Prometheus. */
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
