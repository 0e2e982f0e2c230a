import type { MetricsAnswer } from '../../../src/api/metrics.ts';
import { heatOf } from '../../../src/model/dashboards/heat.ts';
import { type PanelProps, useTargets } from '../use-targets.ts';
import { HeatMap } from './heat-map.tsx';
import { PanelAnswer } from './panel-answer.tsx';

/** How many values fell into each bucket of a histogram, over time. */
export function HeatPanel(props: PanelProps) {
  const { title, options } = props.panel;
  const result = useTargets<MetricsAnswer>('/api/metrics', props);
  return (
    <PanelAnswer result={result} isEmpty={([answer]) => heatOf(answer?.series ?? []).most === 0}>
      {([answer]) => (
        <HeatMap
          heat={heatOf(answer?.series ?? [])}
          exemplars={answer?.exemplars ?? []}
          stepSeconds={answer?.stepSeconds ?? 1}
          title={title}
          unit={options.yAxis?.unit ?? 'short'}
        />
      )}
    </PanelAnswer>
  );
}
