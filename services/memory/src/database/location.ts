import { z } from 'zod';

export interface SqliteLocation {
  kind: 'sqlite';
  path: string;
}

export interface PostgresLocation {
  kind: 'postgres';
  /** The URL with its password. */
  url: string;
}

/** The location of the database. */
export type DatabaseLocation = SqliteLocation | PostgresLocation;

const SQLITE = 'sqlite:';
const POSTGRES = /^postgres(?:ql)?:/;

/**
 * Parses `DATABASE_URL`: `sqlite:<path>`, relative to the working directory or absolute, or `postgres://user:password@host:port/database`.
 * No error repeats the value, which can contain a password.
 */
export const databaseUrl = z.string().transform((url, context): DatabaseLocation => {
  const message = faultOf(url);
  if (message) context.addIssue({ code: 'custom', message });
  return POSTGRES.test(url) ? { kind: 'postgres', url } : { kind: 'sqlite', path: url.slice(SQLITE.length) };
});

function faultOf(url: string): string | undefined {
  if (POSTGRES.test(url)) return faultOfServer(url);
  if (url.startsWith(SQLITE)) return faultOfPath(url.slice(SQLITE.length));
  return `sqlite:<path to a file> or postgres://user:password@host:5432/database${unsupported(url)}`;
}

function faultOfServer(url: string): string | undefined {
  const name = URL.canParse(url) ? new URL(url).pathname.slice(1) : '';
  if (name !== '' && !name.includes('/')) return undefined;
  return 'postgres://user:password@host:5432/database, with percent signs for the special characters of each part (%2F for /)';
}

function faultOfPath(path: string): string | undefined {
  if (path === '' || path.endsWith('/')) return 'a file name at the end of sqlite:<path to a file>';
  // Two slashes would silently mean a file in the root folder.
  return /^\/\/[^/]/.test(path) ? 'sqlite:<path> or sqlite:///<absolute path>, not two slashes' : undefined;
}

function unsupported(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  return scheme ? `; the scheme ${scheme} is not supported` : '';
}
