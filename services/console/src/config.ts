import { readConfig } from '@cortex/runtime';
import { z } from 'zod';
import { type BackendUrls, VARIABLES } from './backends/backends.ts';

const url = (normal: string) => z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }).default(normal);

const variables = z.object({
  [VARIABLES.jaeger]: url('http://127.0.0.1:16686'),
  [VARIABLES.prometheus]: url('http://127.0.0.1:9090'),
  [VARIABLES.profiles]: url('http://127.0.0.1:4040'),
  [VARIABLES.logs]: url('http://127.0.0.1:9428'),
  [VARIABLES.alertmanager]: url('http://127.0.0.1:9093'),
});

/** Where the backends are; on loopback with their usual ports where the environment says nothing. */
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
