import { z } from 'zod';
import { cut } from '../model/format/text.ts';
import { BackendError, type BackendFault, type BackendName } from './backend-error.ts';

/** Which backend, and where. */
export interface Address {
  backend: BackendName;
  /** Base URL, without a slash at the end. */
  url: string;
  /** The environment variable that names it. */
  variable: string;
  /** How long an answer is waited for. */
  timeoutMilliseconds: number;
}

export interface Ask extends RequestInit {
  /** A longer answer is refused. Default 16 million. */
  mostCharacters?: number | undefined;
  /** What is read of the bytes of an answer, as they come. All by default. */
  passed?: ((bytes: Uint8Array) => Uint8Array[]) | undefined;
}

export interface Answer {
  status: number;
  contentType: string;
  text: string;
}

/** No honest answer is longer, but for traces. */
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** The statuses of an answer to a question that is wrong or too large. */
const REFUSALS = [400, 413, 414, 422, 431];
const SHOWN_CHARACTERS = 300;

/** Rejects with a {@link BackendError} when there is no answer in time; any status is one. */
export async function ask(
  address: Address,
  path: string,
  { mostCharacters, passed, ...init }: Ask = {},
): Promise<Answer> {
  try {
    const signal = deadline(address, init.signal);
    // What an address elsewhere answers is not what this one is asked for.
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

/** The same as {@link ask} for JSON of a shape. */
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
      remedy: `Does ${address.variable} name one, and nothing between here and it?`,
    });
  }
}

export function refused(address: Address, status: number, text: string): BackendError {
  const said = cut(reasonIn(text), SHOWN_CHARACTERS);
  return fault(address, {
    what: `answered ${status}: ${said}`,
    remedy: 'Look at the question, or at its log.',
    isRefusal: REFUSALS.includes(status),
  });
}

/** Prometheus has its reason in JSON. */
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
    what: `could not be asked (${reason})`,
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
