import './profiles.css';
import type { ProfileAnswer, ProfiledServicesAnswer } from '../../src/api/profiles.ts';
import type { ProfiledService } from '../../src/questions/profiled-services.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { NoData } from '../parts/no-data.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Answered } from '../parts/states.tsx';
import { rangeQuery } from '../parts/time-range.ts';
import { ProfileForm } from './profile-form.tsx';
import { ProfileView } from './profile-view.tsx';
import { profileQuery, useProfilesSearch } from './use-profiles-search.ts';

/** The functions that used time and memory for a service, an operation, a trace or a span. */
export function ProfilesPage() {
  const { search } = useProfilesSearch();
  const services = useAnswer<ProfiledServicesAnswer>('/api/profiles/services', rangeQuery(search));
  return (
    <>
      <PageHead title="Profiles" />
      <Answered result={services} what="the profiled services">
        {({ services: known }) =>
          known.length === 0 && search.trace === undefined ? (
            <NoData what="No service sent a profile in this time. Profiles arrive within a minute." />
          ) : (
            <Chosen known={known} />
          )
        }
      </Answered>
    </>
  );
}

function Chosen({ known }: { known: readonly ProfiledService[] }) {
  const { search, change } = useProfilesSearch();
  const isOfSpan = search.trace !== undefined && search.span !== undefined;
  const service = search.service ?? (isOfSpan || search.trace !== undefined ? undefined : known[0]?.service);
  const query = profileQuery(search, service);
  const result = useAnswer<ProfileAnswer>('/api/profiles', query);
  return (
    <>
      <ProfileForm known={known} service={service ?? result.data?.service} />
      <Answered result={result} what="the profile">
        {(answer) => (result.error === null ? <ProfileView answer={answer} query={query} known={known} /> : null)}
      </Answered>
      {result.error !== null && service !== undefined && (search.trace ?? search.operation) !== undefined && (
        <p>
          <button type="button" onClick={() => change({ trace: undefined, span: undefined, operation: undefined })}>
            All that <Cut text={service} /> did in this time
          </button>
        </p>
      )}
    </>
  );
}
