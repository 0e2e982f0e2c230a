import { useState } from 'react';
import { Functions, type FunctionsProps } from './functions.tsx';

/** The functions that ran for a span or the whole trace, loaded on demand. */
export function SpanFunctions({ traceId, spanId }: FunctionsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Functions that worked for this {spanId === undefined ? 'trace' : 'span'}</summary>
      {isOpen && <Functions {...{ traceId, spanId }} />}
    </details>
  );
}
