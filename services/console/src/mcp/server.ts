import { McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { BackendError } from '../backends/backend-error.ts';
import { knownTrace, traceId } from '../questions/known-trace.ts';
import { QuestionError } from '../questions/question-error.ts';
import { answerText } from './answer-text.ts';
import { addPrompts } from './prompts.ts';
import { linked, type Tool, type ToolContext } from './tool.ts';
import { explanationOf } from './tools/explain-trace.ts';
import { TOOLS } from './tools/index.ts';

const INSTRUCTIONS =
  'Answers why requests of the observed services were slow or wrong, from their traces, metrics, logs and profiles. Usually: whats_wrong, then find_traces, then explain_trace, then profile or search_logs for what a finding names. All tools only read.';

/** Creates a server with the console's tools. @param context called for the backends at each call */
export function consoleServer(context: () => ToolContext): McpServer {
  const server = new McpServer({ name: 'cortex-console', version: '0.1.0' }, { instructions: INSTRUCTIONS });
  for (const tool of TOOLS) addTool(server, tool, context);
  addPrompts(server);
  addTraces(server, context);
  return server;
}

function addTool(server: McpServer, tool: Tool, context: () => ToolContext): void {
  const { name, title, description, input } = tool;
  const output = tool.output.extend(linked);
  const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  server.registerTool(
    name,
    { title, description, annotations, inputSchema: input, outputSchema: output },
    async (given) => {
      try {
        const { data, lines, link } = await tool.answer(given, context());
        const structuredContent = { ...output.parse({ ...data, link }), link };
        return { content: [{ type: 'text', text: answerText(lines, structuredContent) }], structuredContent };
      } catch (error) {
        return { isError: true, content: [{ type: 'text', text: reasonOf(error) }] };
      }
    },
  );
}

/** The message of an error. A bug of the console is only named as such; the details are on the span and in the log. */
function reasonOf(error: unknown): string {
  if (error instanceof BackendError || error instanceof QuestionError) return error.message;
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return `The console failed to answer: ${(error as Error).message}`;
}

/** Adds each trace as a resource, whose content is its explanation. */
function addTraces(server: McpServer, context: () => ToolContext): void {
  const template = new ResourceTemplate('trace://{id}', { list: undefined });
  const about = {
    title: 'Trace',
    description: 'Why a trace was slow or failed: the answer of explain_trace',
    mimeType: 'application/json',
  };
  server.registerResource('trace', template, about, async (uri, { id }) => {
    const now = context();
    const named = traceId.safeParse(id);
    if (!named.success) throw new ProtocolError(ProtocolErrorCode.InvalidParams, z.prettifyError(named.error));
    const trace = await knownTrace(now.backends.jaeger, named.data);
    const { data, link } = await explanationOf(trace, { ...now, limit: 20 });
    return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify({ ...data, link }) }] };
  });
}
