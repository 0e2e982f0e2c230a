import { Link } from '@tanstack/react-router';
import { printable } from '../../../src/model/format/text.ts';
import { timeAround } from '../../../src/model/spans/times.ts';
import { Copy } from '../../parts/copy.tsx';
import { useLookedAt } from '../looked-at.ts';

/** The PromQL expression behind a finding, and its graph around the time of the trace. */
export function MetricEvidence({ metric }: { metric: string }) {
  const { trace } = useLookedAt();
  return (
    <p className="finding-metric">
      <code>{printable(metric)}</code>{' '}
      <Link to="/metrics-explorer" search={{ query: metric, ...timeAround(trace) }}>
        Graph
      </Link>{' '}
      <Copy text={metric} what="PromQL" />
    </p>
  );
}
