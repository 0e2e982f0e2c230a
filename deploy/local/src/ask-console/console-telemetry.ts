import { quietTelemetry } from '../stack/quiet-telemetry.ts';

/**
 * The console's default telemetry. Agents' calls are MCP spans, with the requests to the backends below them. An open
 * page causes neither spans nor log records. Profiling itself would take a third of its memory.
 */
export const CONSOLE_TELEMETRY = quietTelemetry('undici');
