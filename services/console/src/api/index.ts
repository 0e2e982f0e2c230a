import type { Router } from '@koa/router';
import type { ToolContext } from '../mcp/tool.ts';
import { alertsRoute } from './alerts.ts';
import { comparisonRoute } from './comparison.ts';
import { dashboardsRoute } from './dashboards.ts';
import { explanationRoute } from './explanation.ts';
import { loadRoute } from './load.ts';
import { logsRoute } from './logs.ts';
import { mapRoute } from './map.ts';
import { mcpCallsRoute } from './mcp-calls.ts';
import { metricNamesRoute } from './metric-names.ts';
import { metricValuesRoute } from './metric-values.ts';
import { metricsRoute } from './metrics.ts';
import { overviewRoute } from './overview.ts';
import { profilesRoute } from './profiles.ts';
import { servicesRoute } from './services.ts';
import { traceRoute } from './trace.ts';
import { traceLogsRoute } from './trace-logs.ts';
import { traceProfileRoute } from './trace-profile.ts';
import { tracesRoute } from './traces.ts';

/** Serves the page's data below /api: the answers to the questions, as JSON. */
export function apiRoutes(router: Router, context: () => ToolContext): void {
  for (const route of [
    alertsRoute,
    comparisonRoute,
    dashboardsRoute,
    explanationRoute,
    loadRoute,
    logsRoute,
    mapRoute,
    mcpCallsRoute,
    metricNamesRoute,
    metricValuesRoute,
    metricsRoute,
    overviewRoute,
    profilesRoute,
    servicesRoute,
    traceLogsRoute,
    traceProfileRoute,
    traceRoute,
    tracesRoute,
  ])
    route(router, context);
}
