import type { McpToolAnswer } from '../../src/api/mcp-calls.ts';
import type { Side } from '../../src/model/mcp-calls/group.ts';
import { counted } from '../../src/model/text.ts';
import { Empty } from '../parts/states.tsx';
import { ServiceFunctionsTable } from '../trace/evidence/functions.tsx';

/** What its server's CPU time goes to, by the always-on profile. */
export function UsualWork({ functions, side }: { functions: McpToolAnswer['functions']; side: Side }) {
  if (side === 'client') return null;
  return (
    <section className="card" aria-label="What it works at">
      <h2>What it works at</h2>
      {functions === undefined ? (
        <Empty>
          No profile has samples of its newest calls: they used hardly any CPU, or the service is not profiled. Profiles
          arrive within a minute.
        </Empty>
      ) : (
        <>
          <p className="quiet">
            Within the newest {counted(functions.calls, 'call')}. The flame graph is of all that the service did in this
            time.
          </p>
          <ServiceFunctionsTable used={functions} />
        </>
      )}
    </section>
  );
}
