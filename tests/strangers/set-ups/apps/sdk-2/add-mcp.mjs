import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';

// It takes the tracer that is set by then.
hookImports([new McpInstrumentation()]);
