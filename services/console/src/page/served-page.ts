import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltPage, INDEX, type PageFile, readBuiltPage } from './built-page.ts';

/** A build writes one file after the other, so files of a more recent one may still be missing. */
const SETTLED_MILLISECONDS = 1000;

/** The most recent build of the page, in memory. Open pages still get the files of the previous build. */
export class ServedPage {
  readonly #folder: string;
  readonly #now: () => number;
  #written: number | undefined;
  #page: BuiltPage | undefined;
  #before: BuiltPage | undefined;

  /** @param folder where the page is built, now or later */
  constructor(folder: string, now = Date.now) {
    this.#folder = folder;
    this.#now = now;
    this.#readNewer();
  }

  /** Undefined if there is no build. */
  get index(): PageFile | undefined {
    this.#readNewer();
    return this.#page?.index;
  }

  /** @param path such as `/assets/index-Ab12Cd34.js` */
  file(path: string): PageFile | undefined {
    const before = this.#before?.files.get(path);
    return this.#page?.files.get(path) ?? (before?.isHashed ? before : undefined);
  }

  #readNewer(): void {
    const written = statSync(join(this.#folder, INDEX), { throwIfNoEntry: false })?.mtimeMs;
    if (written === undefined || written === this.#written) return;
    if (this.#page !== undefined && Math.abs(this.#now() - written) < SETTLED_MILLISECONDS) return;
    const newer = readBuiltPage(this.#folder);
    if (newer === undefined) return;
    this.#before = this.#page;
    this.#page = newer;
    this.#written = written;
  }
}
