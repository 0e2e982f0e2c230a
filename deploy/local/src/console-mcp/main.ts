/** `npm run -s console:mcp`: the console's MCP server over stdio, for a coding agent. Standard output belongs to the protocol. */
import { readSettings } from '../settings.ts';
import { runningUrls } from '../state/running-stack.ts';
import { environmentAt } from './environment-at.ts';

const settings = readSettings(process.env);
const environment = () => environmentAt(runningUrls(settings.home) ?? {}, process.env);

// Before the MCP SDK is loaded: what agents ask is traced too.
const { OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_ENDPOINT } = environment();
Object.assign(process.env, { OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_ENDPOINT });
await import('@cortex/telemetry/register');
const { serveConsole } = await import('@cortex/console/mcp');
serveConsole({ environment });
