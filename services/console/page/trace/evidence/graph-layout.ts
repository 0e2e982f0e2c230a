import { Graph, layout } from '@dagrejs/dagre';
import { type Edge, MarkerType, type Node, Position, type XYPosition } from '@xyflow/react';
import { counted, duration, printable, shortened } from '../../../src/model/text.ts';
import type { GraphEdge, GraphNode, TraceGraph } from '../../../src/model/trace-graph.ts';

const WIDTH = 190;
const HEIGHT = 62;
const LONGEST_NAME = 24;
const LABEL = { width: 110, height: 20, labelpos: 'c' };

export type ServiceBox = Node<{ node: GraphNode }, 'service'>;

/** A line around the boxes that stand in its way. */
export type CallLine = Edge<{ points: XYPosition[] }, 'call'>;

/** Places what calls left of what is called, or above it where there is little room. */
export function placed({ nodes, edges }: TraceGraph, isNarrow: boolean): { nodes: ServiceBox[]; edges: CallLine[] } {
  const graph = new Graph();
  graph.setGraph({ rankdir: isNarrow ? 'TB' : 'LR', nodesep: 24, ranksep: isNarrow ? 24 : 60 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to, { ...LABEL });
  layout(graph);
  return {
    nodes: nodes.map((node) => {
      const { x = 0, y = 0 } = graph.node(node.id);
      return {
        id: node.id,
        type: 'service',
        data: { node },
        position: { x: x - WIDTH / 2, y: y - HEIGHT / 2 },
        width: WIDTH,
        height: HEIGHT,
        sourcePosition: Position.Right,
        targetPosition: Position.Left,
        ariaLabel: `${printable(node.name)}, ${counted(node.spans, 'span')}`,
      };
    }),
    // A call of itself has no line: the table tells it.
    edges: edges
      .filter(({ from, to }) => from !== to)
      .map((edge) => edgeOf(edge, graph.edge(edge.from, edge.to)?.points ?? [])),
  };
}

function edgeOf({ from, to, calls, milliseconds, failures, mcpCalls }: GraphEdge, points: XYPosition[]): CallLine {
  const colour = failures > 0 ? 'var(--failed)' : 'var(--quiet)';
  const failed = failures > 0 ? ` ✖ ${failures}` : '';
  return {
    id: `${from} > ${to}`,
    type: 'call',
    data: { points },
    source: from,
    target: to,
    label: shortened(`${calls} × ${mcpCalls > 0 ? 'MCP ' : ''}${duration(milliseconds)}${failed}`, LONGEST_NAME),
    markerEnd: { type: MarkerType.ArrowClosed, color: colour },
    style: { stroke: colour, strokeWidth: mcpCalls > 0 ? 2.5 : 1.5 },
  };
}
