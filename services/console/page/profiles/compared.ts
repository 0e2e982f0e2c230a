import type { MergedProfile } from '../../src/backends/profile-store.ts';

/** Two profiles without the hidden functions; `after` is the one on the page. */
export interface Compared {
  before: MergedProfile;
  after: MergedProfile;
}
