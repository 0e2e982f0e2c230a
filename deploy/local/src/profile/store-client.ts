import { z } from 'zod';
import { fetchFault } from '../console/fetch-fault.ts';
import { UserError } from '../user-error.ts';
import type { TypeName } from './options.ts';

/** What the store's ids of profile types begin with; how they end depends on the client that took the profiles. */
const TYPE_PREFIXES: Record<TypeName, string> = {
  cpu: 'process_cpu:cpu:nanoseconds:',
  wall: 'wall:wall:nanoseconds:',
  heap: 'memory:inuse_space:bytes:',
  alloc: 'memory:alloc_space:bytes:',
};

/** Of one question: a store merges an hour of profiles in well under a second. */
const PATIENCE_MILLISECONDS = 30_000;

const id = z.union([z.string(), z.number()]).transform(Number).default(0);
const valueType = z.object({ type: id, unit: id });

/** `google.v1.Profile` in protobuf's JSON, where zeros and empty lists may be left out. */
const mergedProfile = z.object({
  stringTable: z.array(z.string()).default([]),
  sampleType: z.array(valueType).default([]),
  periodType: valueType.optional(),
  period: id,
  sample: z.array(z.object({ locationId: z.array(id).default([]), value: z.array(id).default([]) })).default([]),
  location: z.array(z.object({ id, line: z.array(z.object({ functionId: id, line: id })).default([]) })).default([]),
  function: z.array(z.object({ id, name: id, filename: id })).default([]),
});

export type MergedProfile = z.infer<typeof mergedProfile>;

/** Times in milliseconds since the epoch, both included. */
export interface Range {
  start: number;
  end: number;
}

export interface ProfileQuestion extends Range {
  service: string;
  /** A full profile type id. */
  type: string;
  traceId: string | undefined;
}

/** Asks a profile store or Pyroscope by the API of the latter. */
export class StoreClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** The store's id of a profile type, if it has any of this service in the range. */
  async typeId(service: string, name: TypeName, range: Range): Promise<string | undefined> {
    const body = { name: '__profile_type__', matchers: [selector(service)], ...inText(range) };
    const { names = [] } = await this.#call('LabelValues', body, z.object({ names: z.array(z.string()).optional() }));
    return names.find((one) => one.startsWith(TYPE_PREFIXES[name]));
  }

  /** The sum of all profiles of this type that began in the range. */
  async sum({ service, type, ...range }: Omit<ProfileQuestion, 'traceId'>): Promise<number> {
    const body = { profileTypeID: type, labelSelector: selector(service), step: seconds(range), ...inText(range) };
    const point = z.object({ value: z.number().default(0) });
    const answer = z.object({ series: z.array(z.object({ points: z.array(point).default([]) })).default([]) });
    const { series } = await this.#call('SelectSeries', body, answer);
    return series.flatMap(({ points }) => points).reduce((sum, { value }) => sum + value, 0);
  }

  async profile({ service, type, traceId, ...range }: ProfileQuestion): Promise<MergedProfile> {
    const body = {
      profileTypeID: type,
      labelSelector: selector(service),
      ...(traceId !== undefined && { traceIdSelector: [traceId] }),
      ...inText(range),
    };
    return this.#call('SelectMergeProfile', body, mergedProfile);
  }

  /** The flame graph of all profiles in the range, added up as in {@link profile}, as one HTML text; undefined where the server has no such page, as a Pyroscope. */
  async page({ service, type, traceId, start, end, title }: ProfileQuestion & { title: string }) {
    const parameters = new URLSearchParams({
      query: `${type}${selector(service)}`,
      from: String(start),
      until: String(end),
      title,
      sum: 'true',
      ...(traceId !== undefined && { trace: traceId }),
    });
    const { ok, type: contentType, text } = await this.#ask(`/flamegraph.html?${parameters}`);
    return ok && contentType.startsWith('text/html') ? text : undefined;
  }

  async #call<Schema extends z.ZodType>(method: string, body: object, schema: Schema): Promise<z.output<Schema>> {
    const { ok, status, text } = await this.#ask(`/querier.v1.QuerierService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!ok) throw new UserError(`The profile store at ${this.#url} answered ${status}: ${text}`);
    const { data, error } = parseAs(schema, text);
    if (error === undefined) return data;
    throw new UserError(
      `${this.#url} does not answer as a Pyroscope (${method}: ${error}). Does PYROSCOPE_URL name one, and nothing between here and it?`,
    );
  }

  async #ask(path: string, init: RequestInit = {}) {
    try {
      const response = await fetch(`${this.#url}${path}`, {
        ...init,
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
      const { ok, status, headers } = response;
      return { ok, status, type: headers.get('content-type') ?? '', text: await response.text() };
    } catch (error) {
      throw new UserError(
        `The profile store at ${this.#url} could not be asked: ${reasonOf(error as Error)}\nIs the stack running? Start it with: npm start`,
      );
    }
  }
}

function parseAs<Schema extends z.ZodType>(schema: Schema, text: string) {
  try {
    return { data: schema.parse(JSON.parse(text)), error: undefined };
  } catch (error) {
    return { data: undefined, error: error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message };
  }
}

function reasonOf(error: Error): string {
  return error.name === 'TimeoutError' ? `no answer within ${PATIENCE_MILLISECONDS / 1000} s` : fetchFault(error);
}

const selector = (service: string): string => `{service_name=${JSON.stringify(service)}}`;

/** At least one. */
const seconds = ({ start, end }: Range): number => Math.max(1, Math.ceil((end - start) / 1000));

const inText = ({ start, end }: Range) => ({ start: String(start), end: String(end) });
