/** The console answered with an error; the message says what is wrong and what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Query = Record<string, string | number | boolean | undefined>;

/** The URL of an API route with its query parameters. */
export function addressOf(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? path : `${path}?${search}`;
}

/** Asks the console's API. `Answer` is the type that the route declares, such as `TracesAnswer` of `src/api/traces.ts`. */
export async function ask<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(addressOf(path, query), { signal: signal ?? null }).catch(unreachable);
  if (!response.ok) throw new ApiError(response.status, await reasonOf(response));
  return response.json();
}

/** Posts to the console's API, for the few routes that change something. */
export async function send<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(unreachable);
  if (!response.ok) throw new ApiError(response.status, await reasonOf(response));
  return response.json();
}

function unreachable(error: Error): never {
  if (error.name === 'AbortError') throw error;
  throw new ApiError(503, 'The console itself does not answer. Start it with: npm start');
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return JSON.parse(text).detail ?? text;
  } catch {
    return text || `The console answered ${response.status}.`;
  }
}
