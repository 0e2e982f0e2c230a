const { McpInstrumentation } = require('@cortex/instrumentation-mcp');

new McpInstrumentation();
