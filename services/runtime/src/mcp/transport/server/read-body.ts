import type { IncomingMessage } from 'node:http';

export interface Body {
  chunks: Buffer[];
  /** False when there is more than the limit: the rest is not read. */
  isWhole: boolean;
}

/** Reads a request's body. Rejects when the connection fails meanwhile. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limitBytes) finish(false);
    };
    const onEnd = () => finish(true);
    const finish = (isWhole: boolean) => {
      request.off('data', onData).off('end', onEnd).off('error', reject);
      if (!isWhole) request.pause();
      resolve({ chunks, isWhole });
    };
    request.on('data', onData).on('end', onEnd).on('error', reject);
  });
}
