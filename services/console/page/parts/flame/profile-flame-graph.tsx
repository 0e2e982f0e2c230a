import type { Origin } from '../../../src/model/function-uses.ts';
import type { FlamePaint } from './draw.ts';
import { FlameGraph, type FlameGraphProps } from './flame-graph.tsx';

const PAINTS: Record<Origin, FlamePaint> = {
  application: { colour: 'var(--service-1)', pattern: 0 },
  package: { colour: 'var(--service-0)', pattern: 1 },
  node: { colour: 'var(--quiet)', pattern: 2 },
};

const paintOf = (group: string) => PAINTS[group as Origin] ?? PAINTS.node;

/** A flame graph of functions, own ones apart from those of packages and Node.js. */
export function ProfileFlameGraph(props: Omit<FlameGraphProps, 'paintOf' | 'select'>) {
  return (
    <>
      <p className="flame-keys quiet">
        <Key origin="application" text="own functions" />
        <Key origin="package" text="packages" />
        <Key origin="node" text="Node.js" />
      </p>
      <FlameGraph {...props} paintOf={paintOf} />
    </>
  );
}

function Key({ origin, text }: { origin: Origin; text: string }) {
  return (
    <span>
      <span
        className={`service-square service-pattern-${PAINTS[origin].pattern}`}
        style={{ backgroundColor: PAINTS[origin].colour }}
      />
      {` ${text}`}
    </span>
  );
}
