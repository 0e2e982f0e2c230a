import { addressOf, type Query } from '../api/client.ts';

/** speedscope's own page, which the console serves. It reads from its hash what to load. */
const SPEEDSCOPE = '/speedscope/';

export interface SpeedscopeLinkProps {
  /** What the profile is asked by. */
  query: Query;
  /** What speedscope calls it. */
  title: string;
}

/** Opens a profile in speedscope: in the order of time, left heavy, or around one function. */
export function SpeedscopeLink({ query, title }: SpeedscopeLinkProps) {
  const profileURL = encodeURIComponent(addressOf('/api/profiles/pprof', query));
  return (
    <a
      href={`${SPEEDSCOPE}#profileURL=${profileURL}&title=${encodeURIComponent(title)}`}
      target="_blank"
      rel="noopener"
    >
      Open in speedscope
    </a>
  );
}
