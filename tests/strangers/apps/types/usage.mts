import type { IncomingMessage, ServerResponse } from 'node:http';
import { metricsHandler, shutdownTelemetry } from '@cortex/telemetry';
import { McpInstrumentation, type McpInstrumentationConfig } from '@cortex/telemetry/mcp';
import '@cortex/telemetry/register';
import { buildTraces, type ExpectedSpan, type Trace, traceMatchers } from '@cortex/trace-testing';

export const handler: (request: IncomingMessage, response: ServerResponse) => void = metricsHandler();
export const stopped: Promise<void> = shutdownTelemetry();

const config: McpInstrumentationConfig = { capturePayloads: true, redactPayload: (_, { toolName }) => toolName };
new McpInstrumentation(config).setConfig({ enabled: false });

export const traces: Trace[] = buildTraces([]);
export const expected: ExpectedSpan = { name: /tool/, children: [] };
export const matchers: object = traceMatchers;

// @ts-expect-error
metricsHandler() satisfies number;
// @ts-expect-error
new McpInstrumentation({ capturePayload: true });
// @ts-expect-error
export const unexpected: ExpectedSpan = { names: 'tool' };
