import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { send } from '../api/client.ts';
import { Failure } from '../parts/states.tsx';

const LENGTHS = [
  { minutes: 15, title: '15 minutes' },
  { minutes: 60, title: '1 hour' },
  { minutes: 4 * 60, title: '4 hours' },
  { minutes: 24 * 60, title: '1 day' },
  { minutes: 3 * 24 * 60, title: '3 days' },
];
const LONGEST_COMMENT = 1000;

/** Silences the alert with exactly these labels, for a while and for a reason. */
export function SilenceForm({ labels }: { labels: Record<string, string> }) {
  const id = useId();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const [minutes, setMinutes] = useState(60);
  const silence = useMutation({
    mutationFn: () => send('/api/silences', { labels, comment, minutes }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/api/alerts'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    silence.mutate();
  };
  return (
    <form className="silence-form" onSubmit={submit} aria-label="Silence this alert">
      <div className="field">
        <label htmlFor={`${id}-comment`}>Why it is silenced</label>
        <input
          id={`${id}-comment`}
          required
          maxLength={LONGEST_COMMENT}
          size={40}
          value={comment}
          onChange={({ target }) => setComment(target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-minutes`}>For</label>
        <select id={`${id}-minutes`} value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
          {LENGTHS.map(({ minutes: length, title }) => (
            <option key={length} value={length}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" disabled={silence.isPending || comment.trim() === ''}>
        Silence
      </button>
      {silence.isSuccess && (
        <p role="status" className="quiet">
          It is silenced.
        </p>
      )}
      {silence.error !== null && <Failure error={silence.error} />}
    </form>
  );
}
