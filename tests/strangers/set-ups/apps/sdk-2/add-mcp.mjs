import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';

// Uses the tracer that is set by then.
hookImports([new McpInstrumentation()]);
