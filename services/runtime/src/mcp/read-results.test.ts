import { McpToolError } from './mcp-tool-error.ts';
import { toolOutput, toolResult } from './read-results.ts';

test.each([
  [{ structuredContent: { n: 1 } }],
  [{ structuredContent: { n: 1 }, content: [] }],
  [{ structuredContent: { n: 1 }, content: [{ type: 'image', data: '', mimeType: 'image/png' }], _meta: {} }],
])('the structured output is read from %j', (result) => {
  expect(toolOutput('double', toolResult.parse(result))).toEqual({ n: 1 });
});

test.each([
  [{ isError: true }, 500, /The tool failed/],
  [
    { isError: true, content: [{ type: 'text', text: 'busy' }], _meta: { 'cortex.dev/problem': { status: 503 } } },
    503,
    /busy/,
  ],
])('%j is a refusal', (result, status, message) => {
  const read = () => toolOutput('double', toolResult.parse(result));
  expect(read).toThrow(McpToolError);
  expect(read).toThrow(expect.objectContaining({ status, message: expect.stringMatching(message) }));
});
