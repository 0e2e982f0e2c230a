/** What a user puts into the secret `cortex`, see docs/scale.md. */
export const SECRETS: Record<string, string> = {
  CORTEX_JWT_SECRET: '1'.repeat(64),
  CORTEX_INTERNAL_SECRET: '2'.repeat(64),
  CORTEX_CONSOLE_TOKEN: '3'.repeat(64),
  // It could be a number in the syntax of NATS.
  CORTEX_NATS_TOKEN: `1e${'4'.repeat(62)}`,
  DATABASE_URL: 'postgres://cortex:cortex@postgres.example:5432/cortex',
};
