import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export const INDEX = 'index.html';
/** What Vite names after its content. */
const HASHED = '/assets/';
/** Files of formats that are compressed already. */
const PACKED = /\.(png|jpe?g|webp|woff2?)$/;

/** A file of the page, in memory: a build that replaces the folder meanwhile harms nobody. */
export class PageFile {
  readonly body: Buffer;
  readonly etag: string;
  /** Whether another content would have another path. */
  readonly isHashed: boolean;
  readonly #isPacked: boolean;
  #gzipped: Buffer | undefined;

  constructor(path: string, body: Buffer) {
    this.body = body;
    this.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    this.isHashed = path.startsWith(HASHED);
    this.#isPacked = PACKED.test(path);
  }

  /** Made when it is first asked for; undefined where it would be no smaller. */
  get gzipped(): Buffer | undefined {
    if (this.#isPacked) return undefined;
    this.#gzipped ??= gzipSync(this.body, { level: 9 });
    return this.#gzipped.length < this.body.length ? this.#gzipped : undefined;
  }
}

export interface BuiltPage {
  /** What is answered to every address that the page itself knows. */
  index: PageFile;
  /** Indexed by path, such as `/assets/index-Ab12Cd34.js`. */
  files: ReadonlyMap<string, PageFile>;
}

/** Reads the page that Vite has built; undefined where it has not. */
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
