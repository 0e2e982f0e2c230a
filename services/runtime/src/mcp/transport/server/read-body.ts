import type { IncomingMessage } from 'node:http';

export interface Body {
  chunks: Buffer[];
  /** False when there is more than the limit: the rest is not read. */
  isWhole: boolean;
}

/** Reads a request's body; undefined when the client leaves meanwhile. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Body | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limitBytes) finish(false);
    };
    const onEnd = () => finish(true);
    const onError = () => resolve(undefined);
    const finish = (isWhole: boolean) => {
      request.off('data', onData).off('end', onEnd).off('error', onError);
      if (!isWhole) request.pause();
      resolve({ chunks, isWhole });
    };
    request.on('data', onData).on('end', onEnd).on('error', onError);
  });
}
