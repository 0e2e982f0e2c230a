import * as Sentry from '@sentry/node';
import { instrumentMcp } from './mcp.mjs';

const { host } = new URL(process.env.RECEIVER);
const isKept = ({ name }) => name !== process.env.WITHOUT_INTEGRATION;
Sentry.init({
  dsn: `http://key@${host}/1`,
  tracesSampleRate: 1,
  enableOpenTelemetrySetup: true,
  integrations: (defaults) => defaults.filter(isKept),
});
instrumentMcp();

export const inSpan = (name, work) => Sentry.startSpan({ name }, work);
export const end = () => Sentry.close();
