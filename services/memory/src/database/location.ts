import { z } from 'zod';

/** Where the data lives. */
export interface DatabaseLocation {
  kind: 'sqlite';
  path: string;
}

const SCHEME = 'sqlite:';

/** `DATABASE_URL`: `sqlite:<path>`, relative to the working directory or absolute. No fault repeats the value, which may hold a password. */
export const databaseUrl = z.string().transform((url, context): DatabaseLocation => {
  const path = url.slice(SCHEME.length);
  const message = faultOf(url, path);
  if (message) context.addIssue({ code: 'custom', message });
  return { kind: 'sqlite', path };
});

function faultOf(url: string, path: string): string | undefined {
  if (!url.startsWith(SCHEME)) return `sqlite:<path to a file>${unsupported(url)}`;
  if (path === '' || path.endsWith('/')) return 'a file name at the end of sqlite:<path to a file>';
  // Two slashes would silently mean a file of the root folder.
  return /^\/\/[^/]/.test(path) ? 'sqlite:<path> or sqlite:///<absolute path>, not two slashes' : undefined;
}

function unsupported(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  return scheme ? `; the scheme ${scheme} is not supported` : '';
}
