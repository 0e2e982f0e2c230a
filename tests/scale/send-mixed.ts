import { type SentSpan, type SentTrace, send } from './spans.ts';

const SPANS_OF_A_REQUEST = 200;

/** Sends each span through a randomly chosen agent: those of one trace, and of one service, through different ones. */
export async function sendMixed(traces: readonly SentTrace[], agents: string[], random: () => number): Promise<void> {
  const byAgent = new Map<string, SentSpan[]>(agents.map((agent) => [agent, []]));
  for (const span of traces.flatMap(({ spans }) => spans)) byAgent.get(drawn(agents, random))?.push(span);
  await Promise.all([...byAgent].map(([agent, spans]) => sendInTurn(agent, spans)));
}

async function sendInTurn(agent: string, spans: SentSpan[]): Promise<void> {
  for (let start = 0; start < spans.length; start += SPANS_OF_A_REQUEST)
    await send(agent, spans.slice(start, start + SPANS_OF_A_REQUEST));
}

function drawn<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
