import { useMemo } from 'react';
import type { McpWorkAnswer } from '../../src/api/mcp-calls.ts';
import { profileFlame } from '../../src/model/flame/profile-flame.ts';
import { counted, duration } from '../../src/model/format/text.ts';
import type { ServiceWork } from '../../src/questions/trace-functions.ts';
import { useAnswer } from '../api/use-answer.ts';
import { ProfileFlameGraph } from '../parts/flame/profile-flame-graph.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { ServiceFunctionsTable } from '../trace/evidence/functions.tsx';
import { useMcpSearch } from './use-mcp-search.ts';

/** Where the server's CPU time goes in these calls, by the always-on profile. */
export function UsualWork() {
  const { search, query } = useMcpSearch();
  const isOfServer = search.side === undefined && search.server !== undefined;
  const result = useAnswer<McpWorkAnswer>('/api/mcp-calls/work', query, { enabled: isOfServer });
  if (!isOfServer) return null;
  return (
    <section className="card" aria-label="Where its CPU time goes">
      <h2>Where its CPU time goes</h2>
      <Answered result={result} what="the profile">
        {({ calls, profile, functions }) =>
          profile === undefined || functions === undefined ? (
            <Empty>
              No profile has samples of these calls: they used hardly any CPU, or the service is not profiled. Profiles
              arrive within a minute.
            </Empty>
          ) : (
            <Work calls={calls} work={{ profile, functions }} />
          )
        }
      </Answered>
    </section>
  );
}

const inMilliseconds = (nanoseconds: number): string => duration(nanoseconds / 1e6);

function Work({ calls, work: { profile, functions } }: { calls: number; work: ServiceWork }) {
  const root = useMemo(() => profileFlame(profile), [profile]);
  return (
    <>
      <p className="quiet">
        Of the newest {counted(calls, 'call')}.{' '}
        {functions.shown.operation === undefined && 'The link leads to all that the service did in this time.'}
      </p>
      <ServiceFunctionsTable used={functions} />
      <ProfileFlameGraph root={root} of="these calls" valueText={inMilliseconds} />
    </>
  );
}
