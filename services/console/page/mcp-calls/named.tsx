import { Link } from '@tanstack/react-router';
import { Cut } from '../parts/cut.tsx';
import type { McpCallsSearch } from './search.ts';

/** A name that links to its own view. @param none shown where there is no name */
export function Named({ name, none, to }: { name: string | undefined; none: string; to: McpCallsSearch }) {
  if (name === undefined) return <span className="quiet">{none}</span>;
  return (
    <Link to="/mcp-calls" search={to}>
      <Cut text={name} />
    </Link>
  );
}

/** A program's name and version, as it reports them. */
export function Program({
  name,
  version,
  none,
}: {
  name: string | undefined;
  version: string | undefined;
  none: string;
}) {
  if (name === undefined) return <span className="quiet">{none}</span>;
  return (
    <>
      <Cut text={name} />{' '}
      {version !== undefined && (
        <span className="quiet">
          <Cut text={version} most={40} />
        </span>
      )}
    </>
  );
}
