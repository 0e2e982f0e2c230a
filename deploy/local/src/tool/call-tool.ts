import { z } from 'zod';
import { internalToken } from '../state/internal-token.ts';
import { UserError } from '../user-error.ts';
import type { ToolOptions } from './options.ts';

const problem = z.object({ detail: z.string() });
/** The services take tokens of each other only; this one calls both. */
const CALLER = 'core-api';

export interface ToolCall extends ToolOptions {
  /** The base URL of the service. */
  url: string;
  /** The key of the tokens between services. */
  secret: string;
}

export interface ToolAnswer {
  answer: unknown;
  /** Undefined where the service is not traced. */
  traceId: string | undefined;
}

/** Calls a tool as its plain HTTP route. */
export async function callTool({ service, tool, input, url, secret }: ToolCall): Promise<ToolAnswer> {
  const token = await internalToken({ subject: input.user_id, issuer: CALLER, service, secret });
  const response = await fetch(`${url}/tool/${encodeURIComponent(tool)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new UserError(`${service} does not answer at ${url}: it may be starting again. Try again in a moment.`);
  });
  const answer: unknown = await response.json();
  const [, traceId] = response.headers.get('traceresponse')?.split('-') ?? [];
  if (response.ok) return { answer, traceId };
  const reason = problem.safeParse(answer).data?.detail ?? 'without a reason';
  throw new UserError(`${service} answered ${response.status}: ${reason}${traceId ? `\n${lookAt(traceId)}` : ''}`);
}

export function lookAt(traceId: string): string {
  return `Its trace: npm run trace -- ${traceId}`;
}
