import type { Origin } from '../../../src/model/function-uses.ts';
import { FlameGraph, type FlameGraphProps } from './flame-graph.tsx';

const COLOURS: Record<Origin, string> = {
  application: 'var(--service-1)',
  package: 'var(--service-0)',
  node: 'var(--quiet)',
};

const colourOf = (group: string) => COLOURS[group as Origin] ?? 'var(--quiet)';

/** A flame graph of functions, own ones apart from those of packages and Node.js. */
export function ProfileFlameGraph(props: Omit<FlameGraphProps, 'colourOf' | 'select'>) {
  return (
    <>
      <p className="flame-keys quiet">
        <Key origin="application" text="own functions" />
        <Key origin="package" text="packages" />
        <Key origin="node" text="Node.js" />
      </p>
      <FlameGraph {...props} colourOf={colourOf} />
    </>
  );
}

function Key({ origin, text }: { origin: Origin; text: string }) {
  return (
    <span>
      <span className="flame-key" style={{ background: COLOURS[origin] }} />
      {` ${text}`}
    </span>
  );
}
