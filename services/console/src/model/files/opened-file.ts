import { type Trace, tracesFromJaeger, tracesFromOtlp } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { type FileProfile, profileFromPprof } from './pprof-file.ts';

/** The content of a file that was dropped on the page. */
export type OpenedFile = { kind: 'traces'; traces: Trace[] } | { kind: 'profile'; profile: FileProfile };

/** The file cannot be shown. The message says what was expected and what came. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

const MEGABYTE = 1024 * 1024;
/** Bounds the file and its unzipped content: a browser would need gigabytes for more. */
const MOST_BYTES = 256 * MEGABYTE;
const EXPECTED = 'Expected a trace as JSON of Jaeger or of OTLP, or a profile as pprof; each may be gzipped.';
const SHOWN_CHARACTERS = 300;
const MOST_MEMBERS = 8;

/** @throws {FileError} when it has another format, is too large, or damaged */
export async function openedFile(file: Blob, mostBytes = MOST_BYTES): Promise<OpenedFile> {
  if (file.size === 0) throw new FileError(`${EXPECTED} The file is empty.`);
  if (file.size > mostBytes) throw tooLarge(`has ${Math.ceil(file.size / MEGABYTE)} MB`, mostBytes);
  const bytes = await plainBytes(file, mostBytes);
  const first = bytes.find((byte) => !isSpace(byte));
  return first === OPENING_BRACE || first === OPENING_BRACKET
    ? { kind: 'traces', traces: tracesOf(jsonOf(bytes)) }
    : { kind: 'profile', profile: await profileOf(bytes) };
}

const OPENING_BRACE = '{'.charCodeAt(0);
const OPENING_BRACKET = '['.charCodeAt(0);
/** Spaces, line ends and the byte order mark. */
const isSpace = (byte: number) => byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf;

async function plainBytes(file: Blob, mostBytes: number): Promise<Uint8Array> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return new Uint8Array(await file.arrayBuffer());
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    // biome-ignore lint/suspicious/noExplicitAny: the DOM's types have no iterator of streams, and browsers read them so
    for await (const part of file.stream().pipeThrough(new DecompressionStream('gzip')) as any) {
      length += part.length;
      if (length > mostBytes) throw tooLarge(`has more than ${mostBytes / MEGABYTE} MB once it is unzipped`, mostBytes);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`${EXPECTED} The file begins as gzip and is damaged or cut off.`, { cause: error });
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function tooLarge(what: string, mostBytes: number): FileError {
  const most = `At most ${mostBytes / MEGABYTE} MB can be shown`;
  return new FileError(`The file ${what}. ${most}: keep fewer traces in one file.`);
}

/** Parses one document, or one on each line, as the Collector's file exporter writes them. */
function jsonOf(bytes: Uint8Array): unknown[] {
  const text = new TextDecoder().decode(bytes);
  try {
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) ? json : [json];
  } catch (whole) {
    try {
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      if (lines.length > 1) return lines.map((line) => JSON.parse(line));
    } catch {
      // The error about the whole is more helpful.
    }
    throw new FileError(`${EXPECTED} The file begins as JSON and is none: ${(whole as Error).message}.`);
  }
}

function tracesOf(parts: unknown[]): Trace[] {
  const traces = parts.every((part) => hasMember(part, 'resourceSpans'))
    ? read('OTLP', () => tracesFromOtlp({ resourceSpans: parts.flatMap((part) => (part as Otlp).resourceSpans) }))
    : parts.flatMap((part) => tracesOfJaeger(part));
  if (traces.length === 0) throw new FileError(`${EXPECTED} The file has no spans.`);
  return traces;
}

interface Otlp {
  resourceSpans: unknown;
}

/** Jaeger's page saves one or more traces under `data`; some tools save a bare trace. */
function tracesOfJaeger(part: unknown): Trace[] {
  if (hasMember(part, 'data')) return read('Jaeger', () => tracesFromJaeger(part));
  if (hasMember(part, 'spans') && hasMember(part, 'processes')) {
    return read('Jaeger', () => tracesFromJaeger({ data: [part] }));
  }
  throw new FileError(`${EXPECTED} Came JSON with ${membersOf(part)}.`);
}

function hasMember(json: unknown, name: string): boolean {
  return typeof json === 'object' && json !== null && name in json;
}

function membersOf(json: unknown): string {
  if (typeof json !== 'object' || json === null) return `a ${json === null ? 'null' : typeof json}`;
  const names = Object.keys(json).slice(0, MOST_MEMBERS);
  return names.length === 0 ? 'nothing in it' : `the members ${names.join(', ').slice(0, SHOWN_CHARACTERS)}`;
}

function read(what: string, traces: () => Trace[]): Trace[] {
  try {
    return traces();
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new FileError(`The file looks like a trace of ${what}, and is not: ${reason.slice(0, SHOWN_CHARACTERS)}`);
  }
}

async function profileOf(bytes: Uint8Array): Promise<FileProfile> {
  try {
    return await profileFromPprof(bytes);
  } catch (error) {
    throw new FileError(`${EXPECTED} Came something else (${(error as Error).message}).`, { cause: error });
  }
}
