import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  retainSearchParams,
  stringifySearchWith,
} from '@tanstack/react-router';
import { alertsSearch } from './alerts/search.ts';
import { dashboardSearch } from './dashboards/search.ts';
import { fileSearch } from './file/search.ts';
import { loadSearch } from './load/search.ts';
import { logsSearch } from './logs/search.ts';
import { mcpCallsSearch } from './mcp-calls/search.ts';
import { fromPrometheus, prometheusLink } from './metrics/prometheus-link.ts';
import { metricsSearch } from './metrics/search.ts';
import { Frame } from './parts/frame.tsx';
import { parseUrlValue } from './parts/id-in-url.ts';
import { NoSuchPage, PageFailure } from './parts/states.tsx';
import { rangeSearch } from './parts/time-range.ts';
import { profilesSearch } from './profiles/search.ts';
import { loadTrace } from './trace/load-trace.ts';
import { traceSearch } from './trace/search.ts';
import { tracesSearch } from './traces/search.ts';

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NoSuchPage,
  errorComponent: PageFailure,
  // The time range is kept from page to page.
  validateSearch: rangeSearch,
  search: { middlewares: [retainSearchParams(['last', 'from', 'to'])] },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
});

const traces = createRoute({
  getParentRoute: () => root,
  path: '/traces',
  validateSearch: tracesSearch,
  component: lazyRouteComponent(() => import('./traces/traces-page.tsx'), 'TracesPage'),
});

const trace = createRoute({
  getParentRoute: () => root,
  path: '/trace/$traceId',
  validateSearch: traceSearch,
  loader: ({ params, location, preload }) =>
    loadTrace({ ...params, view: traceSearch.parse(location.search).view, isGuess: preload }),
  staleTime: Number.POSITIVE_INFINITY,
  component: lazyRouteComponent(() => import('./trace/trace-page.tsx'), 'TracePage'),
});

const mcpCalls = createRoute({
  getParentRoute: () => root,
  path: '/mcp-calls',
  validateSearch: mcpCallsSearch,
  component: lazyRouteComponent(() => import('./mcp-calls/mcp-calls-page.tsx'), 'McpCallsPage'),
});

const logs = createRoute({
  getParentRoute: () => root,
  path: '/logs',
  validateSearch: logsSearch,
  component: lazyRouteComponent(() => import('./logs/logs-page.tsx'), 'LogsPage'),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: alertsSearch,
  component: lazyRouteComponent(() => import('./alerts/alerts-page.tsx'), 'AlertsPage'),
});

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  component: lazyRouteComponent(() => import('./map/map-page.tsx'), 'MapPage'),
});

const metrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics-explorer',
  validateSearch: metricsSearch,
  component: lazyRouteComponent(() => import('./metrics/metrics-page.tsx'), 'MetricsPage'),
});

const dashboards = createRoute({
  getParentRoute: () => root,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('./dashboards/dashboards-page.tsx'), 'DashboardsPage'),
});

const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/dashboards/$uid',
  validateSearch: dashboardSearch,
  component: lazyRouteComponent(() => import('./dashboards/dashboard-page.tsx'), 'DashboardPage'),
});

/** Prometheus' own graph page, as seen by Prometheus: the source links of alerts lead here. */
const prometheusGraph = createRoute({
  getParentRoute: () => root,
  path: '/graph',
  validateSearch: prometheusLink,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/metrics-explorer', search: fromPrometheus(search), replace: true });
  },
});

const load = createRoute({
  getParentRoute: () => root,
  path: '/load',
  validateSearch: loadSearch,
  component: lazyRouteComponent(() => import('./load/load-page.tsx'), 'LoadPage'),
});

const profiles = createRoute({
  getParentRoute: () => root,
  path: '/profiles',
  validateSearch: profilesSearch,
  component: lazyRouteComponent(() => import('./profiles/profiles-page.tsx'), 'ProfilesPage'),
});

const file = createRoute({
  getParentRoute: () => root,
  path: '/file',
  validateSearch: fileSearch,
  component: lazyRouteComponent(() => import('./file/file-page.tsx'), 'FilePage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    traces,
    trace,
    mcpCalls,
    map,
    metrics,
    dashboards,
    dashboard,
    prometheusGraph,
    logs,
    alerts,
    profiles,
    load,
    file,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: parseSearchWith(parseUrlValue),
  stringifySearch: stringifySearchWith(JSON.stringify, parseUrlValue),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
