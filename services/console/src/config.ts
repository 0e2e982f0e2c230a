import { readConfig } from '@cortex/runtime';
import { z } from 'zod';
import { type BackendUrls, VARIABLES } from './backends/backends.ts';

const webUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https URL' });
const url = (normal: string) => webUrl.default(normal);

const variables = z.object({
  [VARIABLES.jaeger]: url('http://127.0.0.1:16686'),
  [VARIABLES.prometheus]: url('http://127.0.0.1:9090'),
  [VARIABLES.profiles]: url('http://127.0.0.1:4040'),
  [VARIABLES.logs]: url('http://127.0.0.1:9428'),
  [VARIABLES.alertmanager]: url('http://127.0.0.1:9093'),
});

/** The URLs of the backends. Those that the environment does not set are on loopback, at their usual ports. */
export function readBackendUrls(env: NodeJS.ProcessEnv): BackendUrls {
  const read = readConfig(variables, env);
  return {
    jaeger: read[VARIABLES.jaeger],
    prometheus: read[VARIABLES.prometheus],
    profiles: read[VARIABLES.profiles],
    logs: read[VARIABLES.logs],
    alertmanager: read[VARIABLES.alertmanager],
  };
}

const consoleVariables = z.object({ CORTEX_CONSOLE_URL: webUrl.optional() });

/** The URL at which people reach the console's pages, if the environment sets it. */
export function readConsoleUrl(env: NodeJS.ProcessEnv): string | undefined {
  return readConfig(consoleVariables, env).CORTEX_CONSOLE_URL;
}

const dashboardVariables = z.object({ CORTEX_CONSOLE_DASHBOARDS: z.string().optional() });

/** The folder of the dashboards that Grafana reads, if the environment sets it. */
export function readDashboardsFolder(env: NodeJS.ProcessEnv): string | undefined {
  return readConfig(dashboardVariables, env).CORTEX_CONSOLE_DASHBOARDS;
}

const loadVariables = z.object({ CORTEX_CONSOLE_LOAD_RESULTS: z.string().optional() });

/** The folder in which `npm run load` saves its results, if the environment sets it. */
export function readLoadFolder(env: NodeJS.ProcessEnv): string | undefined {
  return readConfig(loadVariables, env).CORTEX_CONSOLE_LOAD_RESULTS;
}
