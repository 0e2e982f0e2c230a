import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export const INDEX = 'index.html';
/** The folder of files that Vite names by a hash of their content. */
const HASHED = '/assets/';
/** Files in compressed formats. */
const PACKED = /\.(png|jpe?g|webp|woff2?)$/;

/** A file of the page, in memory, so that a build that replaces the folder does no harm. */
export class PageFile {
  readonly body: Buffer;
  readonly etag: string;
  /** Whether the path contains a hash of the content. */
  readonly isHashed: boolean;
  readonly #isPacked: boolean;
  #gzipped: Buffer | undefined;

  constructor(path: string, body: Buffer) {
    this.body = body;
    this.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    this.isHashed = path.startsWith(HASHED);
    this.#isPacked = PACKED.test(path);
  }

  /** Compressed on first use; undefined if that would not make it smaller. */
  get gzipped(): Buffer | undefined {
    if (this.#isPacked) return undefined;
    this.#gzipped ??= gzipSync(this.body, { level: 9 });
    return this.#gzipped.length < this.body.length ? this.#gzipped : undefined;
  }
}

export interface BuiltPage {
  /** Answers every route that the page itself handles. */
  index: PageFile;
  /** Indexed by path, such as `/assets/index-Ab12Cd34.js`. */
  files: ReadonlyMap<string, PageFile>;
}

/** Reads the page that Vite has built; undefined if there is none. */
export function readBuiltPage(folder: string): BuiltPage | undefined {
  if (!existsSync(join(folder, INDEX))) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(entries.map((entry) => fileAt(folder, join(entry.parentPath, entry.name))));
  const index = files.get(`/${INDEX}`);
  return index && { index, files };
}

function fileAt(folder: string, file: string): [path: string, file: PageFile] {
  const path = `/${relative(folder, file).replaceAll(sep, '/')}`;
  return [path, new PageFile(path, readFileSync(file))];
}
