import { z } from 'zod';
import { type Address, ask, askFor } from './ask.ts';
import { TYPE_NAMES, type TypeName } from './profile-types.ts';

export type { TypeName };

/** The beginnings of the store's profile type ids; the rest depends on the client that took the profiles. */
const TYPE_PREFIXES: Record<TypeName, string> = {
  cpu: 'process_cpu:cpu:nanoseconds:',
  wall: 'wall:wall:nanoseconds:',
  heap: 'memory:inuse_space:bytes:',
  alloc: 'memory:alloc_space:bytes:',
};

const id = z.union([z.string(), z.number()]).transform(Number).default(0);
const valueType = z.object({ type: id, unit: id });

/** `google.v1.Profile` in protobuf's JSON, in which zeros and empty lists may be missing. */
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

const flameGraph = z.object({
  names: z.array(z.string()).default([]),
  levels: z.array(z.object({ values: z.array(id).default([]) })).default([]),
});

/** For each depth a list of quads `[x offset, total, self, index of the name]`; the first level is the whole. */
export type FlameGraph = z.infer<typeof flameGraph>;

/** In milliseconds since the epoch, both ends included. */
export interface Range {
  start: number;
  end: number;
}

export interface ProfileQuestion extends Range {
  service: string;
  /** A full profile type id. */
  type: string;
  /** Restricts the samples to this trace. */
  traceId?: string | undefined;
}

type TotalsQuestion = Omit<ProfileQuestion, 'traceId'>;

export interface PageQuestion extends ProfileQuestion {
  /** Restricts the samples to this span. */
  spanId?: string | undefined;
  title: string;
}

const FLAME_GRAPH_PAGE = '/flamegraph.html';
/** More nodes would be narrower than a pixel. */
const MOST_NODES = 16_384;

/** A client of Pyroscope's API, which the profile store has too. */
export class ProfileStoreClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** The services that have profiles in the range. */
  async services(range: Range): Promise<string[]> {
    return this.#values({ name: 'service_name', matchers: [], ...inText(range) });
  }

  /** The store's id of a profile type, if it has any of this service in the range. */
  async typeId(service: string, name: TypeName, range: Range): Promise<string | undefined> {
    return (await this.#typeIds(service, range)).find((one) => one.startsWith(TYPE_PREFIXES[name]));
  }

  /** The types of the service's profiles in the range, each with the store's id. */
  async types(service: string, range: Range): Promise<Map<TypeName, string>> {
    const ids = await this.#typeIds(service, range);
    const idOf = (name: TypeName) => ids.find((one) => one.startsWith(TYPE_PREFIXES[name]));
    const known = TYPE_NAMES.flatMap((name): [TypeName, string][] => {
      const typeId = idOf(name);
      return typeId === undefined ? [] : [[name, typeId]];
    });
    return new Map(known);
  }

  async #typeIds(service: string, range: Range): Promise<string[]> {
    return this.#values({ name: '__profile_type__', matchers: [selector(service)], ...inText(range) });
  }

  /** The sum of all profiles of this type that began in the range. */
  async sum(question: TotalsQuestion): Promise<number> {
    return (await this.#totals(question, seconds(question))).reduce((sum, value) => sum + value, 0);
  }

  /** The number of profiles of this type that began in the range; those of the same second count as one. */
  async count(question: TotalsQuestion): Promise<number> {
    return (await this.#totals(question, 1)).filter((value) => value > 0).length;
  }

  async #totals({ service, type, ...range }: TotalsQuestion, step: number): Promise<number[]> {
    const body = { profileTypeID: type, labelSelector: selector(service), step, ...inText(range) };
    const point = z.object({ value: z.number().default(0) });
    const answer = z.object({ series: z.array(z.object({ points: z.array(point).default([]) })).default([]) });
    const { series } = await this.#call('SelectSeries', body, answer);
    return series.flatMap(({ points }) => points.map(({ value }) => value));
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

  /** The flame graph of spans, in which functions have only names. */
  async spanProfile({ service, type, spanIds, ...range }: Omit<ProfileQuestion, 'traceId'> & { spanIds: string[] }) {
    const body = {
      profileTypeID: type,
      labelSelector: selector(service),
      spanSelector: spanIds,
      maxNodes: MOST_NODES,
      ...inText(range),
    };
    const answer = z.object({ flamegraph: flameGraph.prefault({}) });
    return (await this.#call('SelectMergeSpanProfile', body, answer)).flamegraph;
  }

  /** The URL of a flame graph on the store's own page, for people. Pyroscope has no such page. */
  pageUrl({ service, type, traceId, spanId, start, end, title }: PageQuestion): string {
    const parameters = new URLSearchParams({
      query: `${type}${selector(service)}`,
      from: String(start),
      until: String(end),
      title,
      sum: 'true',
      ...(traceId !== undefined && { trace: traceId }),
      ...(spanId !== undefined && { span: spanId }),
    });
    return `${this.#address.url}${FLAME_GRAPH_PAGE}?${parameters}`;
  }

  /** The flame graph of all profiles in the range, summed as in {@link profile}, as a self-contained HTML page; undefined if the server has no such page, such as Pyroscope. */
  async page(question: PageQuestion) {
    const path = this.pageUrl(question).slice(this.#address.url.length);
    const { status, contentType, text } = await ask(this.#address, path);
    return status === 200 && contentType.startsWith('text/html') ? text : undefined;
  }

  async #values(body: object): Promise<string[]> {
    return (await this.#call('LabelValues', body, z.object({ names: z.array(z.string()).default([]) }))).names;
  }

  #call<Schema extends z.ZodType>(method: string, body: object, schema: Schema): Promise<z.output<Schema>> {
    return askFor(this.#address, schema, {
      path: `/querier.v1.QuerierService/${method}`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}

const selector = (service: string): string => `{service_name=${JSON.stringify(service)}}`;

/** The length of a range in seconds, at least one. */
const seconds = ({ start, end }: Range): number => Math.max(1, Math.ceil((end - start) / 1000));

const inText = ({ start, end }: Range) => ({ start: String(start), end: String(end) });
