export { isSecret } from '@cortex/instrumentation-mcp/internal';
