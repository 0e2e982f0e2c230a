import type { ServerResponse } from 'node:http';
import type { HttpError } from '../../../errors/http-error.ts';
import { HttpAnswer } from './http-answer.ts';

/** The code that the SDK's own entry uses for bodies over the limit. */
const REFUSED = -32000;

/** Answers a request whose body cannot be read, unless its sender has left. */
export function refuseBody(response: ServerResponse, { status, detail, headers }: HttpError): void {
  if (response.req.socket.destroyed) return;
  response.setHeaders(new Map(Object.entries(headers)));
  new HttpAnswer(response).end({ jsonrpc: '2.0', id: null, error: { code: REFUSED, message: detail } }, status);
}
