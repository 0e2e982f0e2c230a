import { hashPassword } from '@cortex/core-api/auth';

/** The host of the database, outside the cluster. */
export const DATABASE_HOST = 'postgres.example';

/** The entries of the secret `cortex`; see docs/kubernetes.md. */
export const SECRETS: Record<string, string> = {
  CORTEX_JWT_SECRET: '1'.repeat(64),
  CORTEX_INTERNAL_SECRET: '2'.repeat(64),
  CORTEX_CONSOLE_TOKEN: '3'.repeat(64),
  // The configuration syntax of NATS could take it for a number.
  CORTEX_NATS_TOKEN: `1e${'4'.repeat(62)}`,
  DATABASE_URL: `postgres://cortex:cortex@${DATABASE_HOST}:5432/cortex`,
};

/** A user with the guide's password. */
export const USER = { username: 'ada@example.com', password: 'password123' };

/** The files of the secret `cortex-users`. */
export async function usersFiles(): Promise<Record<string, string>> {
  const passwordHash = await hashPassword(USER.password);
  return { 'users.json': JSON.stringify([{ id: 'ada', username: USER.username, passwordHash }]) };
}
