import { duration } from '../../src/model/format/text.ts';
import { rateText } from '../../src/model/mcp-calls/text.ts';
import { serviceColours } from '../../src/model/services/colours.ts';
import { type MapEdge, type MapNode, nodesOf } from '../../src/model/services/map.ts';
import type { Picture } from '../parts/graph/picture.ts';
import { serviceColour } from '../parts/service-paint.tsx';

const KINDS: Record<MapNode['kind'], string> = {
  service: '',
  database: 'database,',
  outside: 'no spans,',
  caller: 'callers without spans,',
};

/** @param seconds the period of the calls */
export function pictureOf(edges: readonly MapEdge[], seconds: number): Picture {
  const nodes = nodesOf(edges);
  const colours = serviceColours(nodes.filter(({ kind }) => kind === 'service').map(({ name }) => name));
  return {
    boxes: nodes.map(({ name, kind, calls, failures }) => ({
      id: name,
      name,
      note: `${KINDS[kind]} ${rateText(calls, seconds)}`.trim(),
      failures,
      colour: kind === 'service' ? serviceColour(colours.get(name)) : 'var(--quiet)',
    })),
    calls: edges.map(({ from, to, calls, mcpCalls, failures = 0, p95Milliseconds }) => ({
      from,
      to,
      label: [
        mcpCalls > 0 ? 'MCP' : '',
        rateText(calls, seconds),
        p95Milliseconds === undefined ? '' : duration(p95Milliseconds),
      ]
        .filter(Boolean)
        .join(' '),
      failures,
      isMcp: mcpCalls > 0,
    })),
  };
}
