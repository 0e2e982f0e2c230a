import { within } from '@cortex/runtime';
import { EventReader } from '@cortex/runtime/testing';

const PATIENCE_MILLISECONDS = 45_000;

/** A client of one user. It reads a stream, and goes on at another replica where the last one ended. */
export class StreamClient implements Disposable {
  /** What each output says: the content that was found, or why the input failed. */
  readonly outputs: string[] = [];
  /** Events that are no output, such as `gap`. */
  readonly notices: (string | undefined)[] = [];
  readonly #headers: Record<string, string>;
  #lastId: string | undefined;
  #reader: EventReader | undefined;

  constructor(headers: Record<string, string>) {
    this.#headers = headers;
  }

  async connect(url: string): Promise<void> {
    this.#lastId ??= this.#reader?.firstId;
    const last = this.#lastId === undefined ? {} : { 'Last-Event-ID': this.#lastId };
    this.#reader = await EventReader.open(`${url}/output/stream`, { ...this.#headers, ...last });
  }

  /**
   * Reads until there are so many outputs, or the stream ends.
   * @throws with what came, when neither happens
   */
  async read(count: number): Promise<void> {
    const late = () =>
      new Error(
        `expected ${count} outputs, got ${this.outputs.length}: ${this.outputs}; and ${this.notices.length} others: ${this.notices}`,
      );
    await within({ milliseconds: PATIENCE_MILLISECONDS, late }, async (signal) => {
      signal.addEventListener('abort', () => this.drop());
      while (this.outputs.length < count && (await this.#take()));
    });
  }

  async say(url: string, content: string): Promise<void> {
    const response = await fetch(`${url}/input`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...this.#headers },
      body: JSON.stringify({ content }),
    });
    if (response.status !== 202) throw new Error(`an input was answered ${response.status}: ${await response.text()}`);
  }

  drop(): void {
    this.#reader?.drop();
  }

  [Symbol.dispose](): void {
    this.drop();
  }

  /** False when the stream has ended. */
  async #take(): Promise<boolean> {
    // A server that is killed breaks the stream off.
    const event = await this.#reader?.next().catch(() => undefined);
    if (!event) return false;
    this.#lastId = event.id ?? this.#lastId;
    if (event.event === 'output') this.outputs.push(saidBy(event.data as Output));
    else this.notices.push(event.event);
    return true;
  }
}

interface Output {
  context?: { context: { content: string }[] };
}

function saidBy(output: Output): string {
  return output.context?.context.map(({ content }) => content).join() ?? JSON.stringify(output);
}
