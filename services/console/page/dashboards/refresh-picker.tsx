import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import { type DashboardSearch, REFRESHES } from './search.ts';

/** Selects how often the panels in view are refreshed. @param usual the interval that the dashboard's JSON sets */
export function RefreshPicker({ usual }: { usual: string }) {
  const { refresh = usual || 'off', from, to } = useSearch({ from: '/dashboards/$uid' });
  const navigate = useNavigate({ from: '/dashboards/$uid' });
  const id = useId();
  const options = new Set<string>([...REFRESHES, refresh]);
  const isPast = from !== undefined && to !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>Refresh</label>
      <select
        id={id}
        value={isPast ? 'off' : refresh}
        disabled={isPast}
        title={isPast ? 'A fixed time range does not change' : undefined}
        onChange={({ target }) =>
          navigate({
            search: (before) => ({ ...before, refresh: target.value as DashboardSearch['refresh'] }),
            resetScroll: false,
          })
        }
      >
        {[...options].map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );
}
