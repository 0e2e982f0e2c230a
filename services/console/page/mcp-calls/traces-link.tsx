import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type CallsPart, tracesOf } from '../../src/model/mcp-calls/call-attributes.ts';
import type { Side } from '../../src/model/mcp-calls/group.ts';

export interface TracesLinkProps {
  part: CallsPart;
  side: Side;
  failed?: boolean;
  /** Only those that take longer, in milliseconds. */
  min?: number | undefined;
  /** What the number is, as in "traces of failed calls". */
  title: string;
  children: ReactNode;
}

/** A number that links to its traces; only the number where no search finds those. */
export function TracesLink({ part, side, failed = false, min, title, children }: TracesLinkProps) {
  const found = tracesOf(part, side);
  if (Object.keys(found).length === 0) return children;
  return (
    <Link
      to="/traces"
      search={{ ...found, ...(failed && { failed: true as const }), ...(min !== undefined && min > 0 && { min }) }}
      title={title}
    >
      {children}
    </Link>
  );
}
