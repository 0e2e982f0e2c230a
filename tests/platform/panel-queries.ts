import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

const directory = join(repository, 'deploy/grafana/dashboards');

interface Panel {
  type: string;
  title: string;
  targets?: { expr: string }[];
}

interface Dashboard {
  title: string;
  panels: Panel[];
  templating: { list: { name: string; current: { value: string } }[] };
}

export interface PanelQuery {
  dashboard: string;
  panel: string;
  /** PromQL as Grafana would send it with the dashboard's own choices. */
  expr: string;
}

/** Every query of every panel of the committed dashboards. */
export function panelQueries(): PanelQuery[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return files.flatMap((name) => queriesOf(JSON.parse(readFileSync(join(directory, name), 'utf8'))));
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
