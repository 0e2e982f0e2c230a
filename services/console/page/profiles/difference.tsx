import { useMemo } from 'react';
import type { ProfileAnswer } from '../../src/api/profiles.ts';
import type { MergedProfile } from '../../src/backends/profile-store.ts';
import { apart, HIDEABLE } from '../../src/model/profile/hidden-kinds.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered, Empty } from '../parts/states.tsx';
import type { Compared } from './compared.ts';
import { DifferenceGraph } from './difference-graph.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { type Asked, otherQuery } from './other-query.ts';
import { Side } from './side.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

export interface DifferenceProps extends Asked {
  /** Without the hidden functions. */
  profile: MergedProfile;
}

/** Compares the profile with the one that the URL names, by shares of their totals. */
export function Difference({ answer, query, profile }: DifferenceProps) {
  const { search } = useProfilesSearch();
  const other = otherQuery(search, { answer, query });
  const result = useAnswer<ProfileAnswer>('/api/profiles', other ?? {}, { enabled: other !== undefined });
  if (other === undefined) return <Empty>Choose what to compare with.</Empty>;
  return (
    <Answered result={result} what="what it is compared with">
      {(before) => (
        <section aria-label="Difference">
          <p className="quiet">
            This: <Side answer={answer} query={query} />. Other: <Side answer={before} query={other} />. Shares of the
            whole are compared.
          </p>
          <Shown before={before.profile} after={profile} />
        </section>
      )}
    </Answered>
  );
}

function Shown({ before, after }: Compared) {
  const { view, gc, idle } = useProfilesSearch().search;
  const compared = useMemo(() => {
    const hidden = HIDEABLE.filter((kind) => ({ gc, idle })[kind] === 'hidden');
    return { before: apart(before, hidden).profile, after };
  }, [before, after, gc, idle]);
  return view === 'table' ? <DifferenceTable {...compared} /> : <DifferenceGraph {...compared} />;
}
