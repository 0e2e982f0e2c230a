import { STATUS_CODES } from 'node:http';
import { HttpError } from '../errors/http-error.ts';

/** RFC 9457 problem details: the body of every error response of a service. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The request's id, as in the logs. */
  instance: string;
  /** The id of the request's trace, if there is one. */
  trace_id?: string;
  errors?: HttpError['errors'];
}

export function toProblem(error: HttpError, requestId: string, traceId?: string): Problem {
  const { title, status, detail, errors } = error;
  return {
    type: 'about:blank',
    title,
    status,
    detail,
    instance: `urn:request:${requestId}`,
    ...(traceId !== undefined && { trace_id: traceId }),
    ...(errors && { errors }),
  };
}

/** Converts any thrown value into what a client may see: the error itself if it is an HttpError, otherwise a bare 500. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (isClientError(error)) return new HttpError(error.status, STATUS_CODES[error.status] ?? 'Bad request');
  return new HttpError(500, 'The service failed to answer. The request id leads to its log line.', { cause: error });
}

/** Koa and its libraries mark the errors a client may see (https://github.com/jshttp/http-errors). */
function isClientError(error: unknown): error is { status: number } {
  if (!(error instanceof Error) || !('status' in error)) return false;
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
