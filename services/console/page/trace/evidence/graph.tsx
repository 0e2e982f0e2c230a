import './graph.css';
import { useMemo } from 'react';
import { counted, duration } from '../../../src/model/format/text.ts';
import { type GraphEdge, type GraphNode, traceGraph } from '../../../src/model/trace/graph.ts';
import { ColumnHeads } from '../../parts/column-heads.tsx';
import { Cut } from '../../parts/cut.tsx';
import { GraphPicture } from '../../parts/graph/graph-picture.tsx';
import type { Box, Call } from '../../parts/graph/picture.ts';
import { ScrollCard } from '../../parts/scroll-card.tsx';
import { serviceColour } from '../../parts/service-paint.tsx';
import { Empty } from '../../parts/states.tsx';
import { type LookedAt, useLookedAt } from '../looked-at.ts';

const KINDS = { service: '', database: 'database', host: 'no spans', rest: 'services' };
const COLUMNS = ['From', 'To', { number: 'Calls' }, { number: 'Time' }, { number: 'Failures' }, 'MCP'] as const;

/** The calls between services in this trace, as picture and table. */
export function Graph() {
  const { trace, colours } = useLookedAt();
  const graph = useMemo(() => traceGraph(trace), [trace]);
  const picture = useMemo(
    () => ({ boxes: graph.nodes.map((node) => boxOf(node, colours)), calls: graph.edges.map(callOf) }),
    [graph, colours],
  );
  const names = useMemo(() => new Map(graph.nodes.map(({ id, name }) => [id, name])), [graph]);
  const nameOf = (id: string) => <Cut text={names.get(id) || '(no service)'} most={40} />;
  return (
    <section aria-label="Graph of the trace" className="trace-graph">
      <GraphPicture picture={picture} />
      {graph.edges.length === 0 ? (
        <Empty>No service called another one.</Empty>
      ) : (
        <ScrollCard label="Calls">
          <table>
            <caption className="unseen">Calls</caption>
            <ColumnHeads columns={COLUMNS} />
            <tbody>
              {graph.edges
                .toSorted((a, b) => b.milliseconds - a.milliseconds)
                .map((edge) => (
                  <tr key={`${edge.from} ${edge.to}`}>
                    <td>{nameOf(edge.from)}</td>
                    <td>{nameOf(edge.to)}</td>
                    <td className="number">{edge.calls.toLocaleString('en')}</td>
                    <td className="number">{duration(edge.milliseconds)}</td>
                    <td className={edge.failures > 0 ? 'number failed' : 'number'}>
                      {edge.failures > 0 ? `✖ ${edge.failures}` : '0'}
                    </td>
                    <td>
                      <Mcp edge={edge} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollCard>
      )}
    </section>
  );
}

function boxOf({ id, name, kind, spans, failures, selfMilliseconds }: GraphNode, colours: LookedAt['colours']): Box {
  const count = counted(spans, kind === 'service' || kind === 'rest' ? 'span' : 'call');
  return {
    id,
    name,
    note: `${KINDS[kind]} ${count}, ${duration(selfMilliseconds)}`.trim(),
    failures,
    colour: kind === 'service' ? serviceColour(colours.get(name)) : 'var(--quiet)',
  };
}

function callOf({ from, to, calls, failures, milliseconds, mcpCalls }: GraphEdge): Call {
  const isMcp = mcpCalls > 0;
  return { from, to, label: `${calls} × ${isMcp ? 'MCP ' : ''}${duration(milliseconds)}`, failures, isMcp };
}

function Mcp({ edge: { mcpCalls, tools } }: { edge: GraphEdge }) {
  if (mcpCalls === 0) return null;
  return (
    <>
      {counted(mcpCalls, 'call')}: <Cut text={tools.join(', ')} />
    </>
  );
}
