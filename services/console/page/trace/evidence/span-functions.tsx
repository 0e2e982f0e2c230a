import { useState } from 'react';
import { Functions, type FunctionsProps } from './functions.tsx';

/** The functions that worked for a span, or for the whole trace: asked for when somebody wants to see them. */
export function SpanFunctions({ traceId, spanId }: FunctionsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Functions that worked for this {spanId === undefined ? 'trace' : 'span'}</summary>
      {isOpen && <Functions {...{ traceId, spanId }} />}
    </details>
  );
}
