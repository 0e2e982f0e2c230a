import type { McpSeenAnswer } from '../../src/api/mcp-calls.ts';
import { counted } from '../../src/model/format/text.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { Answered } from '../parts/states.tsx';
import { CallsTable } from './calls-table.tsx';
import { Program } from './named.tsx';
import { TracesLink } from './traces-link.tsx';
import { useMcpSearch } from './use-mcp-search.ts';

/** Resources and sessions, which only traces record. */
export function Seen() {
  const { query } = useMcpSearch();
  const result = useAnswer<McpSeenAnswer>('/api/mcp-calls/seen', query);
  return (
    <Answered result={result} what="resources and sessions">
      {(answer) => (
        <>
          <Resources answer={answer} />
          <Sessions answer={answer} />
        </>
      )}
    </Answered>
  );
}

function lookedThrough({ traces, hasMore }: McpSeenAnswer): string {
  return `From ${counted(traces, 'trace')} with MCP calls${hasMore ? ', the newest of more' : ''}.`;
}

function Resources({ answer }: { answer: McpSeenAnswer }) {
  const { side = 'server' } = useMcpSearch().search;
  if (answer.resources.length === 0) return <p className="state">No resource was read. {lookedThrough(answer)}</p>;
  return (
    <CallsTable
      title="Resources"
      note={lookedThrough(answer)}
      rows={answer.resources.map((row) => ({ ...row, method: 'resources/read' }))}
      columns={[
        { title: 'Resource', of: ({ uri }) => <Cut text={uri} /> },
        { title: 'Server', of: ({ server }) => <Cut text={server ?? '(unnamed)'} /> },
      ]}
      side={side}
      seconds={undefined}
    />
  );
}

function Sessions({ answer }: { answer: McpSeenAnswer }) {
  const { side = 'server' } = useMcpSearch().search;
  return (
    <section className="card" aria-label="Sessions">
      <h2>Sessions</h2>
      <p className="quiet">
        {answer.sessions.length === 0
          ? 'No session was seen. Stateless servers have none, and revision 2026-07-28 of MCP has no sessions. '
          : ''}
        {lookedThrough(answer)}
      </p>
      {answer.sessions.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Session</th>
              <th scope="col">Client</th>
              <th scope="col">Server</th>
              <th scope="col">Revision</th>
              <th scope="col">First call</th>
              <th scope="col">Last end</th>
              <th scope="col" className="number">
                Calls
              </th>
              <th scope="col" className="number">
                Errors
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.sessions.map(({ id, client, clientVersion, server, protocol, first, last, calls, failures }) => (
              <tr key={`${server} ${id}`}>
                <td className="mono">
                  <TracesLink part={{ session: id }} side={side} title="Traces of this session">
                    <Cut text={id} most={20} />
                  </TracesLink>
                </td>
                <td className="named">
                  <Program name={client} version={clientVersion} none="(unnamed)" />
                </td>
                <td className="named">
                  <Cut text={server ?? 'unknown'} />
                </td>
                <td>{protocol === undefined ? 'unknown' : <Cut text={protocol} />}</td>
                <td>
                  <Moment at={first} />
                </td>
                <td>
                  <Moment at={last} />
                </td>
                <td className="number">{calls}</td>
                <td className="number">{failures}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
