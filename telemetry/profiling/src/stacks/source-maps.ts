import { readFile, stat } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';

/** Decoding a larger map would block the event loop for too long. */
const LARGEST_MAP_BYTES = 1024 * 1024;
const REFERENCE = /\/\/[#@] sourceMappingURL=(\S+)\s*$/;
const INLINE = /^data:application\/json[^,]*;base64,/;

/** A position in a file, counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

/** Maps a position in a built script to its source. */
export type Origin = (line: number, column: number) => Position | undefined;

/** Reads the source map that a script names at its end. @returns undefined when there is none, or it cannot be read, or is too large */
export async function readOrigin(script: string): Promise<Origin | undefined> {
  try {
    const payload = await readMap(script);
    return payload && originOf(payload, dirname(script));
  } catch {
    return undefined;
  }
}

async function readMap(script: string): Promise<SourceMapPayload | undefined> {
  const reference = REFERENCE.exec(await readFile(script, 'utf8'))?.[1];
  if (!reference) return undefined;
  const text = INLINE.test(reference)
    ? Buffer.from(reference.replace(INLINE, ''), 'base64').toString()
    : await readBounded(resolve(dirname(script), decodeURIComponent(reference)));
  return text === undefined || text.length > LARGEST_MAP_BYTES ? undefined : (JSON.parse(text) as SourceMapPayload);
}

async function readBounded(path: string): Promise<string | undefined> {
  return (await stat(path)).size > LARGEST_MAP_BYTES ? undefined : readFile(path, 'utf8');
}

function originOf(payload: SourceMapPayload, folder: string): Origin {
  const map = new SourceMap(payload);
  return (line, column) => {
    const entry = map.findEntry(line - 1, column - 1);
    return 'originalSource' in entry
      ? { file: resolve(folder, payload.sourceRoot ?? '', entry.originalSource), line: entry.originalLine + 1 }
      : undefined;
  };
}
