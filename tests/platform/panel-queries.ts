import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardsFolder } from '@cortex/local/settings';

export interface Panel {
  type: string;
  title: string;
  targets?: { expr: string; legendFormat?: string; exemplar?: boolean }[];
  fieldConfig?: { defaults: { mappings?: { options: Record<string, { text: string }> }[] } };
}

export interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
  templating: { list: { name: string; current: { value: string } }[] };
}

export interface PanelQuery {
  dashboard: string;
  panel: string;
  /** PromQL as Grafana would send it with the dashboard's defaults. */
  expr: string;
}

/** Every query of every panel of the committed dashboards. */
export function panelQueries(): PanelQuery[] {
  return grafanaDashboards().flatMap(queriesOf);
}

/** The committed dashboards, which Grafana reads. */
export function grafanaDashboards(): Dashboard[] {
  const files = readdirSync(dashboardsFolder).filter((name) => name.endsWith('.json'));
  return files.map((name) => JSON.parse(readFileSync(join(dashboardsFolder, name), 'utf8')));
}

function queriesOf({ title, panels, templating }: Dashboard): PanelQuery[] {
  const chosen = Object.fromEntries(templating.list.map(({ name, current }) => [name, current.value]));
  return panels.flatMap(({ title: panel, targets = [] }) =>
    targets.map(({ expr }) => ({ dashboard: title, panel, expr: withVariables(expr, chosen) })),
  );
}

function withVariables(expr: string, chosen: Record<string, string>): string {
  return expr.replaceAll(/\$(\w+)/g, (whole, name: string) => {
    if (name === '__rate_interval') return '1m';
    const value = chosen[name];
    if (value === undefined) throw new Error(`no variable ${whole} for ${expr}`);
    return value === '$__all' ? '.+' : value;
  });
}
