import type { ProfileAnswer } from '../../src/api/profiles.ts';
import type { MergedProfile } from '../../src/backends/profile-store.ts';
import { counted, printable } from '../../src/model/format/text.ts';
import { around } from '../../src/model/links/time-shown.ts';
import { HIDEABLE, type Hideable } from '../../src/model/profile/hidden-kinds.ts';
import { addressOf, type Query } from '../api/client.ts';
import { Moment } from '../parts/moment.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { SpeedscopeLink } from '../parts/speedscope-link.tsx';
import { TYPE_TITLES } from './type-titles.ts';
import { useProfilesSearch } from './use-profiles-search.ts';

const KIND_TITLES: Record<Hideable, string> = { gc: 'garbage collector', idle: 'idle' };

export interface ProfileSummaryProps {
  answer: ProfileAnswer;
  query: Query;
  /** Without the hidden functions. */
  profile: MergedProfile;
  amounts: Record<Hideable, number>;
  valueText(value: number): string;
}

/** The subject and the total of the profile, with links to the same in other tools. */
export function ProfileSummary({ answer, query, profile, amounts, valueText }: ProfileSummaryProps) {
  const { service, type, begin, end, states, owner, spans } = answer;
  const { search, change } = useProfilesSearch();
  const total = profile.sample.reduce((sum, { value: [value = 0] }) => sum + value, 0);
  // Fixed times: the link leads to what is on the page, whenever it is followed.
  const shown = { ...query, minutes: undefined, from: Math.floor(begin), to: Math.ceil(end) };
  return (
    <section aria-label="Summary" className="profile-summary">
      <p>
        <strong>{printable(service)}</strong>: {valueText(total)} of {TYPE_TITLES[type]} in{' '}
        {counted(profile.sample.length, 'stack')}, <Moment at={begin} /> – <Moment at={end} />
        {states > 1 && `; the mean of ${counted(states, 'snapshot')}`}
        {spans !== undefined && `; of the newest ${counted(spans, 'span')} of the operation`}
        {owner !== undefined && `; all work of the process for ${printable(owner.name)}, which contains this span`}
      </p>
      <p className="profile-actions">
        {HIDEABLE.filter((kind) => amounts[kind] > 0).map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={search[kind] === 'hidden'}
            onClick={() => change({ [kind]: search[kind] === 'hidden' ? undefined : 'hidden' })}
          >
            Hide {KIND_TITLES[kind]} ({valueText(amounts[kind])})
          </button>
        ))}
        <a
          href={addressOf('/api/profiles/pprof', shown)}
          download={`${service.replace(/[^\w.-]+/g, '_')}-${type}.pb.gz`}
        >
          Download pprof
        </a>
        <SpeedscopeLink query={shown} title={`${printable(service)}: ${TYPE_TITLES[type]}`} />
        <SignalLinks
          of={{
            service,
            operation: search.operation,
            traceId: search.trace,
            spanId: search.span,
            time: search.trace === undefined ? undefined : around(begin, end, 0),
          }}
          besides="profiles"
        />
      </p>
    </section>
  );
}
