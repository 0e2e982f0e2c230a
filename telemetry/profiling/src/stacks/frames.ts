import { basename } from 'node:path';
import { type Origin, readOrigin } from './source-maps.ts';
import { pathOf, portablePath, projectRoot } from './source-paths.ts';
import { keyOf, type RawFrame } from './stack-tree.ts';

/** A function for display: `file` is relative to the project, `line` is that of its definition, from 1. */
export interface Frame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

const BUILT = /\.[cm]?js$/;
const MOST_REMEMBERED = 20_000;

/** Maps V8's positions to those in the sources. TypeScript that runs by type stripping keeps its positions; built code needs source maps. */
export class Frames {
  readonly #root = projectRoot(process.cwd());
  readonly #origins = new Map<string, Promise<Origin | undefined>>();
  readonly #frames = new Map<string, Frame>();

  known(raw: RawFrame): Frame | undefined {
    return this.#frames.get(keyOf(raw));
  }

  async resolve(raw: RawFrame): Promise<Frame> {
    const frame = await this.#read(raw);
    if (this.#frames.size >= MOST_REMEMBERED) this.#frames.clear();
    this.#frames.set(keyOf(raw), frame);
    return frame;
  }

  async #read({ name = '', scriptName, lineNumber = 0, columnNumber = 0 }: RawFrame): Promise<Frame> {
    const path = pathOf(scriptName);
    if (path === undefined) return { name: nameOf(name, scriptName, lineNumber), file: scriptName, line: lineNumber };
    const origin = lineNumber > 0 ? await this.#origin(path) : undefined;
    const { file, line } = origin?.(lineNumber, columnNumber) ?? { file: path, line: lineNumber };
    return { name: nameOf(name, file, line), file: portablePath(file, this.#root), line };
  }

  #origin(path: string): Promise<Origin | undefined> | undefined {
    if (!BUILT.test(path) || path.includes('node_modules')) return undefined;
    const origin = this.#origins.get(path) ?? readOrigin(path);
    this.#origins.set(path, origin);
    return origin;
  }
}

/** Flame graphs merge frames by name, so every anonymous function needs a name of its own. */
function nameOf(name: string, file: string, line: number): string {
  if (name !== '') return name;
  return line > 0 ? `(anonymous ${basename(file)}:${line})` : '(anonymous)';
}
