const DEFAULT_PORT = 5432;

/** The server of a `postgres://` URL, without the password. */
export interface ServerPlace {
  host: string;
  port: number;
  user: string;
  database: string;
}

export function serverPlace(url: string): ServerPlace {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  return {
    host: hostname || searchParams.get('host') || 'localhost',
    port: Number(port || DEFAULT_PORT),
    user: decodeURIComponent(username) || 'the default user',
    database: decodeURIComponent(pathname.slice(1)),
  };
}
