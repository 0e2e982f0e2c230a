import { PORTS } from '../settings.ts';
import { loopbackUrl } from '../stack/urls.ts';

/** The console's variables, with the part of a stack whose URL each holds. */
const PARTS = {
  CORTEX_CONSOLE_JAEGER_URL: 'jaeger',
  CORTEX_CONSOLE_PROMETHEUS_URL: 'prometheus',
  CORTEX_CONSOLE_PROFILES_URL: 'profiles',
  CORTEX_CONSOLE_LOGS_URL: 'logs',
  CORTEX_CONSOLE_ALERTMANAGER_URL: 'alertmanager',
  CORTEX_CONSOLE_URL: 'console',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'collector',
} as const;

/** The environment for the console. Variables that are not set get the URLs of the running stack. */
export function environmentAt(urls: Record<string, string>, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const known = Object.entries(PARTS).flatMap(([variable, part]) => {
    const url = env[variable] || urls[part];
    return url === undefined ? [] : [[variable, url]];
  });
  return {
    ...env,
    OTEL_EXPORTER_OTLP_ENDPOINT: loopbackUrl(PORTS.collectorHttp.normal),
    ...Object.fromEntries(known),
    OTEL_SERVICE_NAME: env.OTEL_SERVICE_NAME || 'cortex-console',
  };
}
