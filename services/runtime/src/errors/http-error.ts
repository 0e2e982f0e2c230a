import { STATUS_CODES } from 'node:http';

/** What was wrong with one field of a request. */
export interface FieldError {
  /** Where, e.g. `content` or `metadata.tags.0`; empty for the whole value. */
  field: string;
  expected: string;
  came: string;
}

export interface HttpErrorOptions {
  /** Short, and the same for every occurrence. Default: the status's reason phrase. */
  title?: string;
  /** Response headers that belong to the answer, e.g. `Retry-After` or `WWW-Authenticate`. */
  headers?: Record<string, string>;
  /** Sent as the problem's `errors`. */
  errors?: FieldError[];
  cause?: unknown;
}

/** An error that is answered as application/problem+json. `detail` is shown to clients, so it must contain nothing internal. */
export class HttpError extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers: Record<string, string>;
  readonly errors: FieldError[] | undefined;

  constructor(status: number, detail: string, { title, headers = {}, errors, cause }: HttpErrorOptions = {}) {
    super(detail, { cause });
    this.name = 'HttpError';
    this.status = status;
    this.title = title ?? STATUS_CODES[status] ?? 'Error';
    this.detail = detail;
    this.headers = headers;
    this.errors = errors;
  }
}
