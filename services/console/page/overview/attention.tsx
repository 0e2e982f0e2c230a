import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AttentionAnswer } from '../../src/api/overview.ts';
import { duration } from '../../src/model/format/text.ts';
import type { WorseOperation } from '../../src/questions/whats-wrong.ts';
import { Cut } from '../parts/cut.tsx';
import { NotSearchedTimes } from '../parts/not-searched.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { TraceTable } from '../parts/trace-table.tsx';
import { isOfAlertmanager } from './alerts.tsx';
import { NOW } from './use-attention.ts';

/** Operations and requests that failed or were slow in the last minutes. */
export function Attention({ result }: { result: UseQueryResult<AttentionAnswer> }) {
  return (
    <section aria-labelledby="attention" className="attention">
      <h2 id="attention">The last 15 minutes</h2>
      <Answered result={result} what="what was slow or failed">
        {({ operations, traces, notSearched, away }) => (
          <>
            {away
              .filter((message) => !isOfAlertmanager(message))
              .map((message) => (
                <p key={message} className="failure">
                  {message}
                </p>
              ))}
            <Operations operations={operations} />
            <NotSearchedTimes times={notSearched} />
            {traces.length > 0 ? (
              <TraceTable traces={traces} caption="Failed requests, then the slowest" />
            ) : (
              away.length === 0 &&
              notSearched.length === 0 && (
                <Empty>
                  No request was traced. Make some with <code>npm run demo</code>; a trace shows up some seconds later.
                </Empty>
              )
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

function Operations({ operations }: { operations: readonly WorseOperation[] }) {
  if (operations.length === 0) return null;
  return (
    <ul className="worse">
      {operations.map((operation) => (
        <li key={JSON.stringify([operation.service, operation.kind, operation.name, operation.tool])}>
          <Worse operation={operation} />
        </li>
      ))}
    </ul>
  );
}

function Worse({ operation }: { operation: WorseOperation }) {
  const { service, name, tool, reason, calls, failures, p95Milliseconds = 0, p95MillisecondsBefore = 0 } = operation;
  const search = { ...NOW, service, operation: name, tool };
  const title = <Cut text={`${service} ${name}`} />;
  if (reason === 'fails') {
    return (
      <>
        <span className="failed">✖</span> {title}:{' '}
        <Link to="/traces" search={{ ...search, failed: true }}>
          {failures.toLocaleString('en')} of {calls.toLocaleString('en')} failed
        </Link>
      </>
    );
  }
  return (
    <>
      <span className="warned">▲</span> {title}:{' '}
      <Link to="/traces" search={{ ...search, min: Math.floor(p95Milliseconds) }}>
        95 % within {duration(p95Milliseconds)}
      </Link>
      , {duration(p95MillisecondsBefore)} in the hour before
    </>
  );
}
