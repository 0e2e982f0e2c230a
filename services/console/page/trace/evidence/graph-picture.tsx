import '@xyflow/react/dist/style.css';
import { Controls, Handle, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { counted, duration, printable, shortened } from '../../../src/model/text.ts';
import type { TraceGraph } from '../../../src/model/trace-graph.ts';
import { serviceColour } from '../../parts/service-paint.tsx';
import { useWidth } from '../../parts/use-width.ts';
import { useLookedAt } from '../looked-at.ts';
import { placed, type ServiceBox } from './graph-layout.ts';
import { GraphLine } from './graph-line.tsx';

const LONGEST_NAME = 26;
const NARROW_PIXELS = 600;
const KINDS = { service: '', database: 'database', host: 'no spans', rest: 'services' };

const nodeTypes = { service: ServiceNode };
const edgeTypes = { call: GraphLine };

/** The graph as picture, to move and zoom. */
export function GraphPicture({ graph }: { graph: TraceGraph }) {
  const [width, measure] = useWidth();
  const isNarrow = width < NARROW_PIXELS;
  const { nodes, edges } = useMemo(() => placed(graph, isNarrow), [graph, isNarrow]);
  return (
    <div className="graph-picture" ref={measure}>
      {width > 0 && (
        <ReactFlow
          key={String(isNarrow)}
          {...{ nodes, edges, nodeTypes, edgeTypes }}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.2 }}
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

function ServiceNode({ data: { node } }: NodeProps<ServiceBox>) {
  const { colours } = useLookedAt();
  const { name, kind, spans, failures, selfMilliseconds } = node;
  const colour = kind === 'service' ? serviceColour(colours.get(name)) : 'var(--quiet)';
  return (
    <div className="graph-node" style={{ borderLeftColor: colour }} title={printable(name)}>
      <Handle type="target" position={Position.Left} />
      <strong>{shortened(printable(name) || '(no service)', LONGEST_NAME)}</strong>
      <span className="quiet">
        {KINDS[kind]} {counted(spans, kind === 'service' || kind === 'rest' ? 'span' : 'call')},{' '}
        {duration(selfMilliseconds)}
        {failures > 0 && <span className="failed"> ✖ {failures}</span>}
      </span>
      <Handle type="source" position={Position.Right} />
    </div>
  );
}
