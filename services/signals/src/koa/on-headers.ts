import type { ServerResponse } from 'node:http';

/** Calls `action` with the final status, once, right before the response's headers are written. */
export function onHeaders(response: ServerResponse, action: (status: number) => void): void {
  const writeHead = response.writeHead;
  const observed = (status: number, ...rest: unknown[]) => {
    response.writeHead = writeHead;
    action(status);
    return Reflect.apply(writeHead, response, [status, ...rest]);
  };
  response.writeHead = observed as ServerResponse['writeHead'];
}
