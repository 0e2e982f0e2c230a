import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import type { CallsQuestion } from '../questions/mcp-calls/question.ts';
import { type ResourcesAndSessions, resourcesAndSessions } from '../questions/mcp-calls/resources-and-sessions.ts';
import { type UsualWork, usualWork } from '../questions/mcp-calls/usual-work.ts';
import { type ToolCatalogue, toolCatalogue } from '../questions/tool-catalogue.ts';
import { type ToolView, toolView } from '../questions/tool-view.ts';
import { answerRoute } from './answer.ts';
import { range, rangeOf } from './range.ts';

const name = z.string().min(1).optional();
const asked = z.object({
  ...range,
  side: z.enum(['server', 'client']).default('server'),
  server: name,
  tool: name,
  prompt: name,
  method: name,
});

export type McpCallsAnswer = ToolCatalogue;
export type McpSeenAnswer = ResourcesAndSessions;
export type McpToolAnswer = ToolView;
export type McpWorkAnswer = UsualWork;

/** Serves MCP calls: all of them, resources and sessions (which only traces have), those of one tool, prompt, method or server, and the CPU time of their server. */
export function mcpCallsRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/mcp-calls',
    asked,
    context,
    answer: (question, { backends }): Promise<McpCallsAnswer> => toolCatalogue(backends, questionOf(question)),
  });
  answerRoute(router, {
    path: '/api/mcp-calls/seen',
    asked,
    context,
    answer: (question, { backends }): Promise<McpSeenAnswer> =>
      resourcesAndSessions(backends.jaeger, questionOf(question)),
  });
  answerRoute(router, {
    path: '/api/mcp-calls/of',
    asked,
    context,
    answer: (question, { backends }): Promise<McpToolAnswer> => toolView(backends, questionOf(question)),
  });
  answerRoute(router, {
    path: '/api/mcp-calls/work',
    asked,
    context,
    answer: (question, { backends }): Promise<McpWorkAnswer> => usualWork(backends, questionOf(question)),
  });
}

function questionOf({ minutes, from, to, ...question }: z.output<typeof asked>): CallsQuestion {
  return { ...question, ...rangeOf({ minutes, from, to }) };
}
