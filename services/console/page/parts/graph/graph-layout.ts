import { Graph, layout } from '@dagrejs/dagre';
import { type Edge, MarkerType, type Node, Position, type XYPosition } from '@xyflow/react';
import { printable, shortened } from '../../../src/model/format/text.ts';
import type { Box, Call, Picture } from './picture.ts';

const WIDTH = 190;
const HEIGHT = 62;
const LONGEST_LABEL = 24;
const LABEL = { width: 110, height: 20, labelpos: 'c' };

export type BoxNode = Node<{ box: Box }, 'box'>;

/** A line that is routed around other boxes. */
export type CallLine = Edge<{ points: XYPosition[] }, 'call'>;

export interface Placed {
  nodes: BoxNode[];
  edges: CallLine[];
  /** The size of the whole graph in pixels, at zoom 1. */
  size: { width: number; height: number };
}

/** Lays out callers left of what they call, or above it where the page is narrow. */
export function placed({ boxes, calls }: Picture, isNarrow: boolean): Placed {
  const graph = new Graph();
  graph.setGraph({ rankdir: isNarrow ? 'TB' : 'LR', nodesep: 24, ranksep: isNarrow ? 24 : 60 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of boxes) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to } of calls) if (from !== to) graph.setEdge(from, to, { ...LABEL });
  layout(graph);
  const { width = WIDTH, height = HEIGHT } = graph.graph();
  return {
    size: { width, height },
    nodes: boxes.map((box) => {
      const { x = 0, y = 0 } = graph.node(box.id);
      return {
        id: box.id,
        type: 'box',
        data: { box },
        position: { x: x - WIDTH / 2, y: y - HEIGHT / 2 },
        width: WIDTH,
        height: HEIGHT,
        sourcePosition: Position.Right,
        targetPosition: Position.Left,
        ariaLabel: `${printable(box.name)}, ${box.note}`,
      };
    }),
    // A call of a box to itself has no line: it is in the table only.
    edges: calls
      .filter(({ from, to }) => from !== to)
      .map((call) => lineOf(call, graph.edge(call.from, call.to)?.points ?? [])),
  };
}

function lineOf({ from, to, label, failures, isMcp }: Call, points: XYPosition[]): CallLine {
  const colour = failures > 0 ? 'var(--failed)' : 'var(--quiet)';
  const failed = failures > 0 ? ` ✖ ${failures}` : '';
  return {
    id: `${from} > ${to}`,
    type: 'call',
    data: { points },
    source: from,
    target: to,
    label: shortened(`${label}${failed}`, LONGEST_LABEL),
    markerEnd: { type: MarkerType.ArrowClosed, color: colour },
    style: { stroke: colour, strokeWidth: isMcp ? 2.5 : 1.5 },
  };
}
