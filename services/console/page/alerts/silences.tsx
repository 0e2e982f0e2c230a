import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Silence } from '../../src/backends/alertmanager.ts';
import { send } from '../api/client.ts';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { Empty, Failure } from '../parts/states.tsx';

const LONGEST = 300;

/** The active silences, with end and reason, and a button that ends each. */
export function Silences({ silences }: { silences: readonly Silence[] }) {
  return (
    <section className="card" aria-labelledby="silences">
      <h2 id="silences">Silences</h2>
      {silences.length === 0 && <Empty>No silences. Open an alert above to silence it for a while.</Empty>}
      <ul className="alert-list">
        {silences.map((silence) => (
          <SilenceLine key={silence.id} silence={silence} />
        ))}
      </ul>
    </section>
  );
}

function SilenceLine({ silence: { id, matchers, comment, createdBy, endsAt } }: { silence: Silence }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => send(`/api/silences/${id}/end`, {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/alerts'] }),
  });
  return (
    <li>
      <button type="button" disabled={end.isPending} onClick={() => end.mutate()}>
        End<span className="unseen"> the silence of </span>
        <span className="unseen">
          <Cut text={comment} />
        </span>
      </button>{' '}
      <Cut text={comment || '(no reason)'} most={LONGEST} />{' '}
      <span className="quiet">
        until <Moment at={Date.parse(endsAt)} />, by <Cut text={createdBy} most={40} />
      </span>{' '}
      <code className="silence-matchers">
        <Cut text={matchers.map(textOf).join(', ')} most={LONGEST} />
      </code>
      {end.error !== null && <Failure error={end.error} />}
    </li>
  );
}

function textOf({ name, value, isRegex, isEqual }: Silence['matchers'][number]): string {
  return `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}${JSON.stringify(value)}`;
}
