import { BackendError, ProfileStoreClient } from '@cortex/console/backends';
import { UserError } from '../user-error.ts';

/** How long one request may take; a store merges an hour of profiles in well under a second. */
const TIMEOUT_MILLISECONDS = 30_000;

export function storeAt(url: string): ProfileStoreClient {
  return new ProfileStoreClient({
    backend: 'profiles',
    url,
    variable: 'PYROSCOPE_URL',
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
}

/** Turns an error of the store into a UserError, because the user has to fix its cause. */
export function refuseStore(error: unknown): never {
  throw error instanceof BackendError ? new UserError(error.message) : error;
}
