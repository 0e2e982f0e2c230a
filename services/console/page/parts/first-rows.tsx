import { type ReactNode, useState } from 'react';
import { counted } from '../../src/model/format/text.ts';

export interface FirstRows<Row> {
  shown: readonly Row[];
  /** Whether all are shown because that was asked for. */
  isWhole: boolean;
  /** Shows all, and the first ones again; nothing where there are no more. */
  button: ReactNode;
}

/** The first so many of some rows, until all are asked for. @param what one of them is */
export function useFirstRows<Row>(rows: readonly Row[], first: number, what: string): FirstRows<Row> {
  const [isWhole, setWhole] = useState(false);
  return {
    shown: isWhole ? rows : rows.slice(0, first),
    isWhole,
    button: rows.length > first && (
      <button type="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {isWhole ? 'Fewer' : `All ${counted(rows.length, what)}`}
      </button>
    ),
  };
}
