import { type ReactNode, useState } from 'react';
import { counted } from '../../src/model/format/text.ts';

export interface FirstRows<Row> {
  shown: readonly Row[];
  /** Whether the user asked for all rows. */
  isWhole: boolean;
  /** Toggles between all rows and the first ones; nothing when there are no more. */
  button: ReactNode;
}

/** Shows the first rows until the user asks for all. @param what the name of one row */
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
