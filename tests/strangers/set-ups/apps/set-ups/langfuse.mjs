import { LangfuseSpanProcessor } from '@langfuse/otel';
import { startActiveObservation } from '@langfuse/tracing';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { instrumentMcp } from './mcp.mjs';

const processor = new LangfuseSpanProcessor({ publicKey: 'pk', secretKey: 'sk', baseUrl: process.env.RECEIVER });
const sdk = new NodeSDK({ serviceName: 'app', spanProcessors: [processor] });
sdk.start();
instrumentMcp();

export const inSpan = (name, work) => startActiveObservation(name, work);
export const end = () => sdk.shutdown();
