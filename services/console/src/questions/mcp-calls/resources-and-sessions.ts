import type { JaegerClient } from '../../backends/jaeger/jaeger-client.ts';
import { type Figures, figuresOf } from '../../model/mcp-calls/figures.ts';
import { type Session, sessionsOf } from '../../model/mcp-calls/sessions.ts';
import { groupsOfCalls, keyOfCall } from '../../model/mcp-calls/spans.ts';
import { MCP_RESOURCE } from '../../model/spans/attributes.ts';
import type { CallsQuestion } from './question.ts';
import { seenCalls } from './seen-calls.ts';

export interface ResourceRow extends Figures {
  server: string | undefined;
  uri: string;
}

/** What only traces have. */
export interface ResourcesAndSessions {
  resources: ResourceRow[];
  sessions: Session[];
  /** How many traces were searched, and whether there may be more. */
  traces: number;
  hasMore: boolean;
}

const MOST_ROWS = 100;

export async function resourcesAndSessions(
  jaeger: JaegerClient,
  question: CallsQuestion,
): Promise<ResourcesAndSessions> {
  const { calls, traces, hasMore } = await seenCalls(jaeger, question);
  const keyOf = (call: (typeof calls)[number]) => [
    keyOfCall(call, question.side).server ?? null,
    call.attributes[MCP_RESOURCE],
  ];
  const reads = Map.groupBy(
    calls.filter(({ attributes }) => attributes[MCP_RESOURCE] !== undefined),
    (call) => JSON.stringify(keyOf(call)),
  );
  const resources = [...reads].map(([key, members]): ResourceRow => {
    const [server, uri] = JSON.parse(key) as [string | null, string];
    return { server: server ?? undefined, uri: String(uri), ...figuresOf(groupsOfCalls(members, question.side)) };
  });
  return {
    resources: resources.sort((a, b) => b.calls - a.calls).slice(0, MOST_ROWS),
    sessions: sessionsOf(calls, question.side).slice(0, MOST_ROWS),
    traces,
    hasMore,
  };
}
