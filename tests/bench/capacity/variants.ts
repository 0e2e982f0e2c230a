import { PostgresServer } from '@cortex/memory/testing';

/** A way to run the stack that is measured. */
export interface Variant {
  about: string;
  /** Options of `npm start`. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** The time until gateways have decided on the last traces. */
  decisionMilliseconds: number;
  /** Whether memory uses a PostgreSQL of the bench instead of SQLite. */
  hasPostgres: boolean;
}

export const SAMPLED_SHARE = 0.1;

export const VARIANTS = {
  one: { about: 'one machine, as npm start runs it', args: [], env: {}, decisionMilliseconds: 0, hasPostgres: false },
  sampled: {
    about: `the same, with ${SAMPLED_SHARE * 100} % of the traces sampled where they begin`,
    args: [],
    env: { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: String(SAMPLED_SHARE) },
    decisionMilliseconds: 0,
    hasPostgres: false,
  },
  many: {
    about: 'what many machines need: NATS, PostgreSQL and gateways that sample',
    args: ['--events', 'nats', '--sampling'],
    env: {},
    decisionMilliseconds: 20_000,
    hasPostgres: true,
  },
} as const satisfies Record<string, Variant>;

export type VariantName = keyof typeof VARIANTS;

/** A PostgreSQL for a variant that needs one. */
export async function postgresFor({ hasPostgres }: Variant): Promise<PostgresServer | undefined> {
  return hasPostgres ? PostgresServer.start() : undefined;
}
