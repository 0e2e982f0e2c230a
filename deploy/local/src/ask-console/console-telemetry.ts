import { quietTelemetry } from '../stack/quiet-telemetry.ts';

/**
 * The telemetry of a console, where the environment says nothing. Calls of agents are spans of MCP, with what they ask the backends below. An open
 * page leaves neither spans nor log records. Profiles of itself would be a third of its memory.
 */
export const CONSOLE_TELEMETRY = quietTelemetry('undici');
