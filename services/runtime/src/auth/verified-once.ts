import { LRUCache } from 'lru-cache';

/** A token has some hundred bytes. */
const MAX_REMEMBERED = 5_000;

/** What a token says. */
interface Claims {
  /** Seconds since the epoch. */
  expiresAt: number;
}

/**
 * Verifies a token when it comes first, and remembers what it says until it expires: a signature costs more than the rest of a request's
 * way in. Only tokens that were found valid are remembered. Rejects as `verify` does.
 */
export function verifiedOnce<Said extends Claims>(
  verify: (token: string) => Promise<Said>,
): (token: string) => Promise<Said> {
  const remembered = new LRUCache<string, Said>({ max: MAX_REMEMBERED });
  return async (token) => {
    const known = remembered.get(token);
    if (known !== undefined && known.expiresAt > Date.now() / 1000) return known;
    remembered.delete(token);
    const said = await verify(token);
    remembered.set(token, said);
    return said;
  };
}
