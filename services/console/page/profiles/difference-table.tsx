import { useMemo } from 'react';
import type { Shares } from '../../src/model/flame/difference.ts';
import { percent } from '../../src/model/format/text.ts';
import { sortedDifferences, usesDifference } from '../../src/model/profile/uses-difference.ts';
import type { Compared } from './compared.ts';
import { pointsText } from './points-text.ts';
import { SortableFunctions, SortHead, useOrder } from './sortable-functions.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

/** The functions of two profiles, by the change of their share. */
export function DifferenceTable({ before, after }: Compared) {
  const { find = '' } = useProfilesSearch().search;
  const { by, ascending } = useOrder();
  const functions = useMemo(() => usesDifference(before, after), [before, after]);
  const found = useMemo(() => sortedDifferences(functions, find, { by, ascending }), [functions, find, by, ascending]);
  return (
    <SortableFunctions
      found={found}
      all={functions.length}
      heads={
        <>
          <th scope="col" className="number">
            Self, other → this
          </th>
          <SortHead column="self" title="Change" />
          <th scope="col" className="number">
            Total, other → this
          </th>
          <SortHead column="total" title="Change of total" />
        </>
      }
      cells={({ self, total }) => (
        <>
          <SharesCells shares={self} />
          <SharesCells shares={total} />
        </>
      )}
    />
  );
}

function SharesCells({ shares }: { shares: Shares }) {
  return (
    <>
      <td className="number">
        {percent(shares.before)} → {percent(shares.after)}
      </td>
      <td className="number">{pointsText(shares)}</td>
    </>
  );
}
