import { once } from 'node:events';
import { z } from 'zod';
import { UserError } from '../user-error.ts';

const message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});

type Answer = PromiseWithResolvers<void>;

/** A connection to the inspector of a Node.js process: https://chromedevtools.github.io/devtools-protocol/v8/ */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, Answer>();
  /** Called with each piece of a snapshot. */
  onChunk: (chunk: string) => void = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(String(data)));
    socket.addEventListener('close', () => this.#abandon());
  }

  static async connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    const inspector = new Inspector(socket);
    await Promise.race([once(socket, 'open'), once(socket, 'close')]);
    if (socket.readyState !== WebSocket.OPEN) throw gone();
    return inspector;
  }

  /** Calls a method, and resolves when the process has answered. Rejects with a UserError when the process has ended. */
  async call(method: string, params: object = {}): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) throw gone();
    const answer = Promise.withResolvers<void>();
    const id = this.#answers.size + 1;
    this.#answers.set(id, answer);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  }

  async disconnect(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #receive(text: string): void {
    const { id, method, params, error } = message.parse(JSON.parse(text));
    if (method === 'HeapProfiler.addHeapSnapshotChunk') this.onChunk(String(params?.chunk));
    if (id === undefined) return;
    if (error === undefined) this.#answers.get(id)?.resolve();
    else this.#answers.get(id)?.reject(new Error(`The inspector refused: ${error.message}`));
  }

  #abandon(): void {
    for (const { reject } of this.#answers.values()) reject(gone());
  }
}

function gone(): UserError {
  return new UserError('The service has closed its inspector, or ended, in the meantime: its log says more.');
}
