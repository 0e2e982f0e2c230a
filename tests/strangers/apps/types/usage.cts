import telemetry = require('@cortex/telemetry');
import mcp = require('@cortex/telemetry/mcp');

export const stopped: Promise<void> = telemetry.shutdownTelemetry();
export const instrumentation = new mcp.McpInstrumentation({ capturePayloads: true });

// @ts-expect-error
new mcp.McpInstrumentation({ capturePayload: true });
