import type { MergedProfile, ProfileStoreClient, TypeName } from '../backends/profile-store.ts';
import { QuestionError } from './question-error.ts';

export interface ProfileOfQuestion {
  service: string;
  type: TypeName;
  traceId?: string | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

/** What a service spent its time or memory on. @throws {QuestionError} when there is no profile of it */
export async function profileOf(
  store: ProfileStoreClient,
  { service, type, traceId, begin, end }: ProfileOfQuestion,
): Promise<MergedProfile> {
  const range = { start: Math.floor(begin), end: Math.ceil(end) };
  const id = await store.typeId(service, type, range);
  const profile = id === undefined ? undefined : await store.profile({ service, type: id, traceId, ...range });
  if (profile !== undefined && profile.sample.length > 0) return profile;
  const whose = traceId === undefined ? '' : ` of trace ${traceId}`;
  throw new QuestionError(
    `There is no ${type} profile of ${service}${whose} in that time. Profiles arrive within a minute; a request that used hardly any CPU has none. list_operations names the services.`,
  );
}
