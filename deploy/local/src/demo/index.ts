export { CoreApiClient, type Credentials } from './core-api-client.ts';
export { isWholeTrace, traceOfInput } from './trace-of-input.ts';
export { waitForOutputs } from './wait-for-outputs.ts';
