import { KNOWN_METHODS } from './known-methods.ts';
import { Names } from './names.ts';

/** The names that this process has learnt from lists and answers. */
export class KnownNames {
  readonly methods = new Names(KNOWN_METHODS);
  readonly #tools = new Names();
  readonly #prompts = new Names();

  /** The names of what a method acts on; undefined if it acts on nothing that has a name. */
  targetsOf(method: string): Names | undefined {
    switch (method) {
      case 'tools/call':
      case 'tools/list':
        return this.#tools;
      case 'prompts/get':
      case 'prompts/list':
      case 'completion/complete':
        return this.#prompts;
      default:
        return undefined;
    }
  }

  /** Learns from the result of `tools/list` or `prompts/list`. */
  learn(method: string, result: unknown): void {
    const { tools, prompts } = (result ?? {}) as Record<string, unknown>;
    const listed = method === 'tools/list' ? tools : prompts;
    if (!Array.isArray(listed)) return;
    for (const entry of listed)
      if (typeof entry?.name === 'string') this.targetsOf(method)?.judge(entry.name, 'exists');
  }
}
