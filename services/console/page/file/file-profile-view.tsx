import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type FileProfile, ofType } from '../../src/model/files/pprof-file.ts';
import { profileFlame } from '../../src/model/flame/profile-flame.ts';
import { valueWithUnit } from '../../src/model/format/value-text.ts';
import { usesOf } from '../../src/model/profile/function-uses.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { ProfileFlameGraph } from '../parts/flame/profile-flame-graph.tsx';

const COLUMNS = ['Function', { number: 'Self' }, { number: 'Total' }] as const;

const MOST_FUNCTIONS = 50;

/** A profile from a file: its flame graph and its top functions. */
export function FileProfileView({ file }: { file: FileProfile }) {
  const { counted } = useSearch({ from: '/file' });
  const navigate = useNavigate();
  // The last sample type of a pprof file is the default one.
  const index = Math.min(counted ?? file.types.length - 1, file.types.length - 1);
  const { profile, root, functions } = useMemo(() => {
    const chosen = ofType(file, index);
    return { profile: chosen, root: profileFlame(chosen), functions: usesOf(chosen).functions };
  }, [file, index]);
  const { name = '', unit = '' } = file.types[index] ?? {};
  const valueText = (value: number) => valueWithUnit(value, unit);
  return (
    <>
      <label className="field file-counted">
        Sample type
        <select
          value={index}
          onChange={({ target }) => navigate({ to: '/file', search: { counted: Number(target.value) }, replace: true })}
        >
          {file.types.map((type, number) => (
            <option key={`${type.name} ${type.unit}`} value={number}>
              {type.name} ({type.unit})
            </option>
          ))}
        </select>
      </label>
      <p className="quiet">
        {valueText(root.total)} of {name} in {profile.sample.length.toLocaleString('en')} stacks
      </p>
      <ProfileFlameGraph root={root} of="the profile" valueText={valueText} />
      <section className="card" aria-label="Functions">
        <h2>Top functions</h2>
        <table>
          <ColumnHeads columns={COLUMNS} />
          <tbody>
            {functions.slice(0, MOST_FUNCTIONS).map(({ name: function_, place, self, total }) => (
              <tr key={`${function_} ${place}`}>
                <td className="mono">
                  <Cut text={function_ || '(anonymous)'} />{' '}
                  <span className="quiet">
                    <Cut text={place} />
                  </span>
                </td>
                <td className="number">{valueText(self)}</td>
                <td className="number">{valueText(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
