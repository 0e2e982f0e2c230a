import { useMemo } from 'react';
import { printable } from '../../src/model/format/text.ts';
import { usesOf } from '../../src/model/profile/function-uses.ts';
import { sandwichOf } from '../../src/model/profile/sandwich.ts';
import { ProfileFlameGraph } from '../parts/flame/profile-flame-graph.tsx';
import { Empty } from '../parts/states.tsx';
import type { ShownProfile } from './flame-view.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

/** The callers and callees of a function: by default of the own function that used most. */
export function SandwichView({ profile, valueText }: ShownProfile) {
  const { search } = useProfilesSearch();
  const chosen = useMemo(() => {
    if (search.function !== undefined) return { name: search.function, place: search.place ?? '' };
    const { functions } = usesOf(profile);
    return functions.toSorted((a, b) => b.own - a.own)[0];
  }, [profile, search.function, search.place]);
  const sandwich = useMemo(() => chosen && sandwichOf(profile, chosen), [profile, chosen]);
  if (chosen === undefined || sandwich === undefined || sandwich.callees.total === 0)
    return <Empty>The function is not in this profile. The table lists those that are.</Empty>;
  const { callers, callees } = sandwich;
  return (
    <section aria-label="Sandwich">
      <p className="function-name">
        <strong className="mono">{printable(chosen.name) || '(anonymous)'}</strong>{' '}
        <span className="mono quiet">{printable(chosen.place)}</span>: {valueText(callees.total)}, self{' '}
        {valueText(callees.self)}
      </p>
      <h2>Callers</h2>
      <ProfileFlameGraph root={callers} of="its callers" valueText={valueText} />
      <h2>Callees</h2>
      <ProfileFlameGraph root={callees} of="its callees" valueText={valueText} />
    </section>
  );
}
