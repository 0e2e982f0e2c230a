import { STATUS_CODES } from 'node:http';
import { HttpError } from '../errors/http-error.ts';

/** RFC 9457 problem details as every error of a service is answered. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Names this occurrence: the request's id, as in the logs. */
  instance: string;
  /** Leads to the trace of the request, where there is one. */
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

/** What a client may know about any thrown value: the error itself if it is an answer, otherwise nothing but a 500. */
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
