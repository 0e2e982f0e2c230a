import { z } from 'zod';
import { cut } from '../model/format/text.ts';
import { BackendError, type BackendFault, type BackendName } from './backend-error.ts';

/** The address of a backend. */
export interface Address {
  backend: BackendName;
  /** The base URL, without a trailing slash. */
  url: string;
  /** The environment variable that sets it. */
  variable: string;
  /** How long to wait for an answer. */
  timeoutMilliseconds: number;
}

export interface Ask extends RequestInit {
  /** Longer answers are refused. Default 16 million. */
  mostCharacters?: number | undefined;
  /** Selects which bytes of the answer are read, as they arrive. Default all. */
  passed?: ((bytes: Uint8Array) => Uint8Array[]) | undefined;
}

export interface Answer {
  status: number;
  contentType: string;
  text: string;
}

/** No proper answer is longer, except for traces. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** Statuses of a question that is invalid or too large. */
const REFUSALS = [400, 413, 414, 422, 431];
const SHOWN_CHARACTERS = 300;

/** Sends a request. Rejects with a {@link BackendError} when there is no answer in time; any status counts as an answer. */
export async function ask(
  address: Address,
  path: string,
  { mostCharacters, passed, ...init }: Ask = {},
): Promise<Answer> {
  try {
    const signal = deadline(address, init.signal);
    // A redirect would lead to another server, which was not configured.
    const response = await fetch(`${address.url}${path}`, { ...init, redirect: 'manual', signal });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text: await textOf(response, { mostCharacters, passed }),
    };
  } catch (error) {
    init.signal?.throwIfAborted();
    throw noAnswer(address, error as Error);
  }
}

/** Like {@link ask}, for JSON of a given shape. */
export async function askFor<Schema extends z.ZodType>(
  address: Address,
  schema: Schema,
  { path, ...init }: Ask & { path: string },
): Promise<z.output<Schema>> {
  const { status, text } = await ask(address, path, init);
  if (status !== 200) throw refused(address, status, text);
  return readAs(address, schema, { path, text });
}

export function readAs<Schema extends z.ZodType>(
  address: Address,
  schema: Schema,
  { path, text }: { path: string; text: string },
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    const place = path.replace(/\?.*/s, '');
    throw fault(address, {
      what: `does not answer as expected (${place}: ${cut(reason, SHOWN_CHARACTERS)})`,
      remedy: `Check that ${address.variable} is the URL of one, and not of something in front of it.`,
    });
  }
}

export function refused(address: Address, status: number, text: string): BackendError {
  const said = cut(reasonIn(text), SHOWN_CHARACTERS);
  return fault(address, {
    what: `answered ${status}: ${said}`,
    remedy: 'Check the query, or look at its log.',
    isRefusal: REFUSALS.includes(status),
  });
}

/** The reason in an error response. Prometheus sends it in JSON. */
function reasonIn(text: string): string {
  try {
    const { error } = JSON.parse(text);
    if (typeof error === 'string') return error;
  } catch {
    // The text itself is the reason.
  }
  return text.trim();
}

export function noAnswer(address: Address, error: Error): BackendError {
  if (error.name === 'TimeoutError') {
    const seconds = Number((address.timeoutMilliseconds / 1000).toPrecision(2));
    return fault(address, {
      what: `did not answer within ${seconds} s`,
      remedy: 'It is busy or hangs: see its log, or ask again.',
      isTooMuch: true,
    });
  }
  const reason = (error.cause as Error | undefined)?.message ?? error.message;
  return fault(address, {
    what: `could not be reached (${reason})`,
    remedy: `Start the stack with: npm start. One that runs elsewhere is named by ${address.variable}.`,
    isTooMuch: error instanceof TooLong,
  });
}

export function deadline({ timeoutMilliseconds }: Address, signal?: AbortSignal | null): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function fault({ backend, url }: Address, said: Omit<BackendFault, 'backend' | 'url'>): BackendError {
  return new BackendError({ backend, url, ...said });
}

async function textOf(
  response: Response,
  { mostCharacters = MOST_CHARACTERS, passed = (bytes) => [bytes] }: Pick<Ask, 'mostCharacters' | 'passed'>,
): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    for (const bytes of passed(chunk)) {
      const part = decoder.decode(bytes, { stream: true });
      parts.push(part);
      length += part.length;
    }
    if (length > mostCharacters) throw new TooLong(`it sends more than ${mostCharacters / 1024 / 1024} MB`);
  }
  return parts.join('');
}

class TooLong extends Error {}
