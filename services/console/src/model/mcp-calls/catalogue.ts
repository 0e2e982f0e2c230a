import { type ErrorFigures, errorsOf, type Figures, figuresOf } from './figures.ts';
import type { CallGroup, CallKey } from './group.ts';

/** The figures of all calls with the same values for these parts of the key. */
export type Row<Part extends keyof CallKey> = Pick<CallKey, Part> & Figures;

/** MCP calls by their keys, the most frequent first. */
export interface Catalogue {
  total: Figures;
  errors: ErrorFigures[];
  servers: Row<'server' | 'serverVersion'>[];
  tools: Row<'server' | 'tool' | 'method'>[];
  prompts: Row<'server' | 'prompt' | 'method'>[];
  /** All other calls: reading resources, lists, initialize, notifications. */
  methods: Row<'server' | 'method'>[];
  clients: Row<'client' | 'clientVersion'>[];
  transports: Row<'transport'>[];
  protocols: Row<'protocol'>[];
}

export function catalogueOf(groups: readonly CallGroup[]): Catalogue {
  const called = groups.filter(({ count }) => count > 0);
  const tools = called.filter(({ tool }) => tool !== undefined);
  const prompts = called.filter(({ prompt }) => prompt !== undefined);
  return {
    total: figuresOf(called),
    errors: errorsOf(called),
    servers: rowsBy(called, ['server', 'serverVersion']),
    tools: rowsBy(tools, ['server', 'tool', 'method']),
    prompts: rowsBy(prompts, ['server', 'prompt', 'method']),
    methods: rowsBy(
      called.filter(({ tool, prompt }) => tool === undefined && prompt === undefined),
      ['server', 'method'],
    ),
    clients: rowsBy(called, ['client', 'clientVersion']),
    transports: rowsBy(called, ['transport']),
    protocols: rowsBy(called, ['protocol']),
  };
}

function rowsBy<Part extends keyof CallKey>(groups: readonly CallGroup[], parts: readonly Part[]): Row<Part>[] {
  return [...Map.groupBy(groups, (group) => JSON.stringify(parts.map((part) => group[part] ?? null))).values()]
    .map((members) => ({ ...partsOf(members[0] as CallGroup, parts), ...figuresOf(members) }))
    .sort((a, b) => b.calls - a.calls);
}

function partsOf<Part extends keyof CallKey>(group: CallGroup, parts: readonly Part[]): Pick<CallKey, Part> {
  return Object.fromEntries(parts.map((part) => [part, group[part]])) as unknown as Pick<CallKey, Part>;
}
