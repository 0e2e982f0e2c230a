import type { FlameNode } from '../../../src/model/flame/flame-node.ts';
import { FRAME_KINDS, type FrameKind } from '../../../src/model/profile/frame-kind.ts';
import type { FlamePaint } from './draw.ts';
import { FlameGraph, type FlameGraphProps } from './flame-graph.tsx';
import { FlameKey } from './flame-key.tsx';

const PAINTS: Record<FrameKind, FlamePaint> = {
  application: { colour: 'var(--service-1)', pattern: 0 },
  package: { colour: 'var(--service-0)', pattern: 1 },
  node: { colour: 'var(--quiet)', pattern: 2 },
  gc: { colour: 'var(--service-3)', pattern: 1 },
  idle: { colour: 'var(--line)', pattern: 2 },
};

const TITLES: Record<FrameKind, string> = {
  application: 'own functions',
  package: 'packages',
  node: 'Node.js',
  gc: 'garbage collector',
  idle: 'idle',
};

const paintOf = (group: string) => PAINTS[group as FrameKind] ?? PAINTS.node;

/** A flame graph of functions that sets own ones apart from those of packages and Node.js. */
export function ProfileFlameGraph(props: Omit<FlameGraphProps, 'paintOf' | 'select'>) {
  return (
    <>
      <p className="flame-keys quiet">
        {FRAME_KINDS.filter((kind) => hasKind(props.root, kind)).map((kind) => (
          <FlameKey key={kind} paint={PAINTS[kind]} text={TITLES[kind]} />
        ))}
      </p>
      <FlameGraph {...props} paintOf={paintOf} />
    </>
  );
}

function hasKind(root: FlameNode, kind: FrameKind): boolean {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.group === kind) return true;
    for (const child of node.children) waiting.push(child);
  }
  return false;
}
