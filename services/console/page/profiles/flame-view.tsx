import { useMemo } from 'react';
import type { MergedProfile } from '../../src/backends/profile-store.ts';
import { findBoxes } from '../../src/model/flame/found.ts';
import { profileFlame } from '../../src/model/flame/profile-flame.ts';
import { counted, percent } from '../../src/model/format/text.ts';
import { ProfileFlameGraph } from '../parts/flame/profile-flame-graph.tsx';
import { Empty } from '../parts/states.tsx';
import { SandwichButton } from './sandwich-button.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

export interface ShownProfile {
  profile: MergedProfile;
  valueText(value: number): string;
}

/** The stacks of a profile, with the outermost function on top. */
export function FlameView({ profile, valueText }: ShownProfile) {
  const { search, change } = useProfilesSearch();
  const { find, zoom } = search;
  const root = useMemo(() => profileFlame(profile), [profile]);
  const found = useMemo(() => (find === undefined ? undefined : findBoxes(root, find)), [root, find]);
  if (root.total === 0) return <Empty>All functions are hidden.</Empty>;
  return (
    <section aria-label="Flame graph">
      {found !== undefined && (
        <p role="status">
          {counted(found.functions, 'function')} found, in total {valueText(found.total)} (
          {percent(found.total / root.total)})
        </p>
      )}
      <ProfileFlameGraph
        root={root}
        of="the profile"
        valueText={valueText}
        found={found?.boxes}
        zoom={{ key: zoom, change: (key) => change({ zoom: key }) }}
        actions={(node) => node !== root && <SandwichButton name={node.name} place={node.note} />}
      />
    </section>
  );
}
