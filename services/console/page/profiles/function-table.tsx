import { useMemo } from 'react';
import { percent } from '../../src/model/format/text.ts';
import { usesOf } from '../../src/model/profile/function-uses.ts';
import { sortedUses } from '../../src/model/profile/sorted-uses.ts';
import type { ShownProfile } from './flame-view.tsx';
import { SortableFunctions, SortHead, useOrder } from './sortable-functions.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

/** The functions of a profile. Each links to its callers and callees. */
export function FunctionTable({ profile, valueText }: ShownProfile) {
  const { find = '' } = useProfilesSearch().search;
  const { by, ascending } = useOrder();
  const { functions, total } = useMemo(() => usesOf(profile), [profile]);
  const found = useMemo(() => sortedUses(functions, find, { by, ascending }), [functions, find, by, ascending]);
  const cell = (value: number) => (
    <td className="number">
      {valueText(value)} <span className="quiet">{percent(value / Math.max(1, total))}</span>
    </td>
  );
  return (
    <SortableFunctions
      found={found}
      all={functions.length}
      heads={
        <>
          <SortHead column="self" title="Self" />
          <SortHead column="total" title="Total" />
        </>
      }
      cells={({ self, total: withCalls }) => (
        <>
          {cell(self)}
          {cell(withCalls)}
        </>
      )}
    />
  );
}
