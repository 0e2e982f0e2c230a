import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import type { TracesWithIdAnswer } from '../../src/api/traces.ts';
import { traceIdIn } from '../../src/model/search/trace-id-in.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered, Empty } from '../parts/states.tsx';

/** Opens a trace by its id, or by the id of an input or a request. */
export function OpenById() {
  const navigate = useNavigate();
  const [id, setId] = useState<string>();
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get('id')).trim();
    const traceId = traceIdIn(given);
    if (traceId !== undefined) navigate({ to: '/trace/$traceId', params: { traceId } });
    else setId(given || undefined);
  };
  return (
    <div>
      <form className="open-by-id" onSubmit={open}>
        <label>
          Open by id{' '}
          <input name="id" placeholder="trace, input_id or X-Request-Id" spellCheck={false} maxLength={200} />
        </label>
        <button type="submit">Open</button>
      </form>
      {id !== undefined && <LedTo key={id} id={id} />}
    </div>
  );
}

/** The traces of an input or a request. A single one opens at once. */
function LedTo({ id }: { id: string }) {
  const navigate = useNavigate();
  const result = useAnswer<TracesWithIdAnswer>('/api/traces-with-id', { id });
  const only = !result.isPlaceholderData && result.data?.traceIds.length === 1 ? result.data.traceIds[0] : undefined;
  useEffect(() => {
    if (only !== undefined) navigate({ to: '/trace/$traceId', params: { traceId: only } });
  }, [only, navigate]);
  return (
    <Answered result={result} what="the traces with this id">
      {({ traceIds, away }) => (
        <div role="status">
          {traceIds.length === 0 && (
            <Empty>
              No span and no log line of the last 7 days has this id. A trace shows up some seconds after its request.
            </Empty>
          )}
          {away.map((message) => (
            <p key={message} className="failure">
              {message}
            </p>
          ))}
          <ul>
            {traceIds.map((traceId) => (
              <li key={traceId}>
                <Link to="/trace/$traceId" params={{ traceId }} className="mono">
                  {traceId}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Answered>
  );
}
