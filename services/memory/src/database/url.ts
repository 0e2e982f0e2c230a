/** Where the data lives, as `DATABASE_URL` names it. */
export type DatabaseLocation = { kind: 'sqlite'; path: string };

const SQLITE_SCHEME = 'sqlite:';

/** Reads `sqlite:<path>` (relative to the working directory, or absolute). Throws an Error that names what was expected and never repeats credentials. */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (!url.startsWith(SQLITE_SCHEME)) throw unsupported(url);
  const path = url.slice(SQLITE_SCHEME.length);
  if (path === '' || path.endsWith('/')) throw new Error('expected sqlite:<path to a file>, got no file name');
  // `//name` would silently mean the file /name: three slashes are absolute, one or none is a plain path.
  if (/^\/\/[^/]/.test(path)) throw new Error('expected sqlite:<path> or sqlite:///<absolute path>, got two slashes');
  return { kind: 'sqlite', path };
}

function unsupported(url: string): Error {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0];
  return new Error(`expected sqlite:<path>, got ${scheme ? `the unsupported scheme ${scheme}` : 'no scheme'}`);
}
