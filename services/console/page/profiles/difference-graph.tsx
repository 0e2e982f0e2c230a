import { useMemo } from 'react';
import { type Change, flameDifference } from '../../src/model/flame/difference.ts';
import type { FlameNode } from '../../src/model/flame/flame-node.ts';
import { findBoxes } from '../../src/model/flame/found.ts';
import { percent } from '../../src/model/format/text.ts';
import type { FlamePaint } from '../parts/flame/draw.ts';
import { FlameGraph } from '../parts/flame/flame-graph.tsx';
import { FlameKey } from '../parts/flame/flame-key.tsx';
import type { Compared } from './compared.ts';
import { pointsText } from './points-text.ts';
import { SandwichButton } from './sandwich-button.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

const PAINTS: Record<Change, FlamePaint> = {
  'much-less': { colour: 'var(--service-0)', pattern: 0, sign: '−−' },
  less: { colour: 'var(--service-0)', pattern: 1, sign: '−' },
  same: { colour: 'var(--line)', pattern: 2 },
  more: { colour: 'var(--service-1)', pattern: 1, sign: '+' },
  'much-more': { colour: 'var(--service-1)', pattern: 0, sign: '++' },
};
const TITLES: Record<Change, string> = {
  'much-more': 'twice as much or more',
  more: 'more',
  same: 'about the same',
  less: 'less',
  'much-less': 'half or less',
};
const CHANGES = Object.keys(TITLES) as Change[];
const paintOf = (group: string) => PAINTS[group as Change] ?? PAINTS.same;

/** Two profiles merged into one flame graph, coloured by their difference. */
export function DifferenceGraph({ before, after }: Compared) {
  const { search, change } = useProfilesSearch();
  const { find, zoom } = search;
  const { root, sharesOf } = useMemo(() => flameDifference(before, after), [before, after]);
  const found = useMemo(() => (find === undefined ? undefined : findBoxes(root, find)), [root, find]);
  const describe = (node: FlameNode) => {
    const shares = sharesOf(node);
    return `${percent(shares.before)} of the other, ${percent(shares.after)} of this (${pointsText(shares)})`;
  };
  return (
    <>
      <p className="flame-keys quiet">
        {CHANGES.map((kind) => (
          <FlameKey key={kind} paint={PAINTS[kind]} text={TITLES[kind]} />
        ))}
      </p>
      <FlameGraph
        {...{ root, paintOf, describe }}
        of="the difference"
        valueText={percent}
        found={found?.boxes}
        zoom={{ key: zoom, change: (key) => change({ zoom: key }) }}
        actions={(node) => node !== root && <SandwichButton name={node.name} place={node.note} />}
      />
    </>
  );
}
