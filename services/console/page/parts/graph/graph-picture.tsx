import '@xyflow/react/dist/style.css';
import './graph.css';
import { Controls, Handle, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { printable, shortened } from '../../../src/model/format/text.ts';
import { useWidth } from '../use-width.ts';
import { type BoxNode, placed } from './graph-layout.ts';
import { GraphLine } from './graph-line.tsx';
import type { Picture } from './picture.ts';

const LONGEST_NAME = 26;
const NARROW_PIXELS = 600;
/** The free margin, as a share of the graph. */
const PADDING = 0.1;
/** Leaves room for the buttons. */
const LEAST_HEIGHT = 160;

const nodeTypes = { box: BoxWithHandles };
const edgeTypes = { call: GraphLine };

/** A graph as a picture that can be moved and zoomed. */
export function GraphPicture({ picture }: { picture: Picture }) {
  const [width, measure] = useWidth();
  const isNarrow = width < NARROW_PIXELS;
  const { nodes, edges, size } = useMemo(() => placed(picture, isNarrow), [picture, isNarrow]);
  const scale = Math.min(1, width / (size.width * (1 + PADDING)));
  const height = Math.max(LEAST_HEIGHT, Math.ceil(size.height * scale * (1 + PADDING)));
  return (
    <div className="graph-picture" ref={measure} style={{ height }}>
      {width > 0 && (
        <ReactFlow
          key={`${isNarrow} ${height}`}
          {...{ nodes, edges, nodeTypes, edgeTypes }}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: PADDING }}
          colorMode="system"
          minZoom={0.1}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          preventScrolling={false}
          zoomOnScroll={false}
        >
          <Controls showInteractive={false} />
        </ReactFlow>
      )}
    </div>
  );
}

function BoxWithHandles({ data: { box } }: NodeProps<BoxNode>) {
  const { name, note, failures, colour } = box;
  return (
    <div className="graph-node" style={{ borderLeftColor: colour }} title={printable(name)}>
      <Handle type="target" position={Position.Left} />
      <strong>{shortened(printable(name) || '(no service)', LONGEST_NAME)}</strong>
      <span className="quiet">
        {note}
        {failures > 0 && <span className="failed"> ✖ {failures}</span>}
      </span>
      <Handle type="source" position={Position.Right} />
    </div>
  );
}
