import { Link } from '@tanstack/react-router';
import { type ComponentType, useId } from 'react';
import type { DrawnType, Panel } from '../../src/model/dashboards/dashboard.ts';
import { Cut } from '../parts/cut.tsx';
import { BarsPanel } from './panels/bars-panel.tsx';
import { GraphPanel } from './panels/graph-panel.tsx';
import { HeatPanel } from './panels/heat-panel.tsx';
import { StatPanel } from './panels/stat-panel.tsx';
import { TablePanel } from './panels/table-panel.tsx';
import { useSeen } from './use-seen.ts';
import { type PanelProps, useQueryOf } from './use-targets.ts';

const DRAWN: Record<DrawnType, ComponentType<PanelProps>> = {
  timeseries: GraphPanel,
  heatmap: HeatPanel,
  stat: StatPanel,
  gauge: BarsPanel,
  bargauge: BarsPanel,
  table: TablePanel,
};
const MOST_COLUMNS = 24;

/** A panel with its title, or the title of a row of panels. */
export function PanelFrame({ panel, ...known }: Omit<PanelProps, 'isSeen'>) {
  const [isSeen, seen] = useSeen();
  const id = useId();
  const { type, title, description, gridPos } = panel;
  if (type === 'row')
    return (
      <h2 className="dashboard-row">
        <Cut text={title} />
      </h2>
    );
  const Drawn: ComponentType<PanelProps> | undefined = DRAWN[type as DrawnType];
  return (
    <section
      ref={seen}
      className="card dashboard-panel"
      aria-labelledby={id}
      style={{ '--columns': Math.min(MOST_COLUMNS, gridPos.w) } as object}
    >
      <h3 id={id}>
        <Cut text={title} />
      </h3>
      {description !== '' && (
        <p className="quiet dashboard-panel-about">
          <Cut text={description} most={200} />
        </p>
      )}
      {Drawn === undefined ? (
        <p className="warned">
          ⚠ A panel of the type <Cut text={type} /> cannot be drawn here.
        </p>
      ) : (
        <Drawn panel={panel} {...known} isSeen={isSeen} />
      )}
      <Queries panel={panel} variables={known.variables} />
    </section>
  );
}

/** Links each query of a panel to the Metrics page. */
function Queries(props: { panel: Panel } & Pick<PanelProps, 'variables'>) {
  const { queryOf } = useQueryOf(props);
  return (
    <p className="dashboard-queries">
      {props.panel.targets.map((target) => (
        <Link
          key={target.refId}
          to="/metrics-explorer"
          search={{ query: queryOf(target) }}
          preload={false}
          aria-label={`Query ${target.refId} of ${props.panel.title}`}
        >
          {target.refId}
        </Link>
      ))}
    </p>
  );
}
