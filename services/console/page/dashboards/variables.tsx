import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { ALL } from '../../src/model/dashboards/interpolate.ts';
import { printable, shortened } from '../../src/model/format/text.ts';
import type { KnownVariable, KnownVariables } from './use-variables.ts';

const LONGEST = 60;
const MOST_ROWS = 4;

/** Selects the values of a dashboard's variables. */
export function Variables({ known: { variables } }: { known: KnownVariables }) {
  const navigate = useNavigate({ from: '/dashboards/$uid' });
  const choose = (name: string, chosen: string[]) =>
    navigate({ search: (before) => ({ ...before, vars: { ...before.vars, [name]: chosen } }), resetScroll: false });
  return variables.map((variable) => (
    <Variable key={variable.name} variable={variable} onChoose={(chosen) => choose(variable.name, chosen)} />
  ));
}

function Variable({ variable, onChoose }: { variable: KnownVariable; onChoose(chosen: string[]): void }) {
  const { name, label, multi, includeAll, options, chosen } = variable;
  const id = useId();
  const gone = chosen.filter((value) => value !== ALL && !options.includes(value));
  const all = [...(includeAll ? [ALL] : []), ...options, ...gone];
  return (
    <div className="field">
      <label htmlFor={id}>{label || name}</label>
      <select
        id={id}
        multiple={multi}
        size={multi ? Math.min(MOST_ROWS, Math.max(2, all.length)) : undefined}
        value={multi ? [...chosen] : (chosen[0] ?? '')}
        onChange={({ target }) => {
          const picked = [...target.selectedOptions].map(({ value }) => value);
          // Selecting a value beside *All* replaces *All*.
          const others = picked.filter((value) => value !== ALL);
          onChoose(others.length === 0 || (picked.includes(ALL) && !chosen.includes(ALL)) ? [ALL] : others);
        }}
      >
        {all.map((value) => (
          <option key={value} value={value}>
            {value === ALL ? 'All' : shortened(printable(value), LONGEST)}
          </option>
        ))}
      </select>
    </div>
  );
}
