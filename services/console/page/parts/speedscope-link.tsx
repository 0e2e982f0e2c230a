import { addressOf, type Query } from '../api/client.ts';

/** speedscope's page, which the console serves. Its URL hash names the profile to load. */
const SPEEDSCOPE = '/speedscope/';

export interface SpeedscopeLinkProps {
  /** The query of the profile. */
  query: Query;
  /** The title in speedscope. */
  title: string;
}

/** Opens a profile in speedscope, which shows it in time order, left heavy, or around one function. */
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
