import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardBuilder,
  DashboardCursorSync,
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PROMETHEUS } from './data-sources.ts';

const TAG = 'cortex';
const CONSOLE = 'http://127.0.0.1:3001';
const ALL = { text: 'All', value: '$__all' };

export interface Row {
  title: string;
  panels: Builder<Panel>[];
}

export interface DashboardOptions {
  /** The dashboard's id, which is also the name of its file and the end of its URL. */
  uid: string;
  title: string;
  description: string;
  /** The service that it shows; default: all. */
  service?: string;
  rows: Row[];
}

/** What all five dashboards have in common: the variables for service and instance, links to the other dashboards, and links to logs, traces, profiles and alerts. */
export function dashboard({ uid, title, description, service, rows }: DashboardOptions): DashboardBuilder {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .editable()
    .refresh('10s')
    .time({ from: 'now-30m', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(serviceVariable(service))
    .withVariable(instanceVariable())
    .links([toOthers(), ...toConsole()]);
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title));
    for (const panel of row.panels) builder.withPanel(panel);
  }
  return builder;
}

function serviceVariable(service: string | undefined): QueryVariableBuilder {
  const variable = queryVariable('service', 'label_values(up{job!~"jaeger|logs|profile-store"}, job)').label('Service');
  return service === undefined
    ? variable.multi(true).includeAll(true).current(ALL)
    : variable.current({ text: service, value: service });
}

function instanceVariable(): QueryVariableBuilder {
  return queryVariable('instance', 'label_values(target_info{job=~"$service"}, instance)')
    .label('Instance')
    .multi(true)
    .includeAll(true)
    .current(ALL);
}

function queryVariable(name: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name).datasource(PROMETHEUS).query(query).refresh(VariableRefresh.OnTimeRangeChanged);
}

function toOthers(): Builder<DashboardLink> {
  const link = new DashboardLinkBuilder('Dashboards').type(DashboardLinkType.Dashboards).tags([TAG]);
  return shown(link.asDropdown(false).includeVars(false).keepTime(true));
}

/** Links to the console's pages, which Docker publishes beside Grafana on loopback. The console itself shows its own links. */
function toConsole(): Builder<DashboardLink>[] {
  return ['Alerts', 'Logs', 'Profiles', 'Traces'].map((title) => {
    const url = `${CONSOLE}/${title.toLowerCase()}`;
    return shown(new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true));
  });
}

/** Removes the placement that the builder sets, which would hide the link in a menu. */
function shown(builder: DashboardLinkBuilder): Builder<DashboardLink> {
  const { placement: _, ...link } = builder.build();
  return { build: () => link };
}
