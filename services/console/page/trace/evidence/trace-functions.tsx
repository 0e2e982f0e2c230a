import { useState } from 'react';
import { Functions } from './functions.tsx';

/** The functions that worked for the whole trace, asked for when somebody wants to see them. */
export function TraceFunctions({ traceId }: { traceId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Functions that worked for this trace</summary>
      {isOpen && <Functions traceId={traceId} />}
    </details>
  );
}
