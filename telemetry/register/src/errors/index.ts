export { errorTypeOf, isTimeout } from '@cortex/instrumentation-mcp/internal';
