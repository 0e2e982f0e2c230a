import { LRUCache } from 'lru-cache';

/** Bounds the memory: a token takes some hundred bytes. */
const MAX_REMEMBERED = 5_000;

/** The claims of a token. */
interface Claims {
  /** Seconds since the epoch. */
  expiresAt: number;
}

/**
 * Verifies a token when it is first seen, and caches its claims until it expires: verifying a signature costs more than everything else
 * on a request's way in. Only valid tokens are cached. Rejects as `verify` does.
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
