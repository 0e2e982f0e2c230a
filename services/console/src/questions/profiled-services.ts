import type { ProfileStoreClient, Range, TypeName } from '../backends/profile-store.ts';

/** A service that has profiles. */
export interface ProfiledService {
  service: string;
  types: TypeName[];
  /** CPU time or, if it was not profiled, time on the event loop, in nanoseconds; undefined if it was not queried. */
  nanoseconds: number | undefined;
}

/** Measuring each service takes a query. */
const MOST_MEASURED = 30;
const MOST_LISTED = 500;

/** The services with profiles in the range, the busiest first. */
export async function profiledServices(store: ProfileStoreClient, range: Range): Promise<ProfiledService[]> {
  const names = (await store.services(range)).slice(0, MOST_LISTED);
  const known = await Promise.all(
    names.map(async (service, index): Promise<ProfiledService> => {
      if (index >= MOST_MEASURED) return { service, types: [], nanoseconds: undefined };
      const types = await store.types(service, range);
      const type = types.get('cpu') ?? types.get('wall');
      const nanoseconds = type === undefined ? undefined : await store.sum({ service, type, ...range });
      return { service, types: [...types.keys()], nanoseconds };
    }),
  );
  return known.sort((a, b) => (b.nanoseconds ?? -1) - (a.nanoseconds ?? -1));
}
