import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ProfileAnswer } from '../../src/api/profiles.ts';
import { valueWithUnit } from '../../src/model/format/value-text.ts';
import { apart, HIDEABLE } from '../../src/model/profile/hidden-kinds.ts';
import type { ProfiledService } from '../../src/questions/profiled-services.ts';
import type { Query } from '../api/client.ts';
import { Difference } from './difference.tsx';
import { FlameView } from './flame-view.tsx';
import { FunctionTable } from './function-table.tsx';
import { ProfileSummary } from './profile-summary.tsx';
import { SandwichView } from './sandwich-view.tsx';
import { PROFILE_VIEWS, type ProfileViewName } from './search.ts';
import { useProfilesSearch } from './use-profiles-search.ts';

const TITLES: Record<ProfileViewName, string> = { flame: 'Flame graph', table: 'Table', sandwich: 'Sandwich' };

/** A link without a parameter is the active one only while the URL has none either. */
const CHOSEN = { explicitUndefined: true };

export interface ProfileViewProps {
  answer: ProfileAnswer;
  /** The query that was answered. */
  query: Query;
  known: readonly ProfiledService[];
}

/** A profile as flame graph, table, or sandwich around one function. */
export function ProfileView({ answer, query }: ProfileViewProps) {
  const { search } = useProfilesSearch();
  const { view = 'flame', against } = search;
  const isHidden = HIDEABLE.map((kind) => search[kind] === 'hidden').join();
  const { profile, amounts } = useMemo(
    () =>
      apart(
        answer.profile,
        HIDEABLE.filter((_, index) => isHidden.split(',')[index] === 'true'),
      ),
    [answer, isHidden],
  );
  const valueText = (value: number) => valueWithUnit(value, answer.unit);
  return (
    <>
      <ProfileSummary {...{ answer, query, profile, amounts, valueText }} />
      <nav aria-label="Views of the profile" className="choices">
        {PROFILE_VIEWS.map((name) => (
          <Link
            key={name}
            from="/profiles"
            to="."
            search={(before) => ({ ...before, view: name === 'flame' ? undefined : name })}
            resetScroll={false}
            activeOptions={CHOSEN}
            activeProps={{}}
            aria-current={name === view ? 'page' : undefined}
          >
            {TITLES[name]}
          </Link>
        ))}
      </nav>
      {view !== 'sandwich' && against !== undefined && <Difference {...{ answer, query, profile }} />}
      {view === 'flame' && against === undefined && <FlameView {...{ profile, valueText }} />}
      {view === 'table' && against === undefined && <FunctionTable {...{ profile, valueText }} />}
      {view === 'sandwich' && <SandwichView {...{ profile, valueText }} />}
    </>
  );
}
