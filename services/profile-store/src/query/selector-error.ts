import { HttpError } from '@cortex/runtime';

/** A selector is invalid or would take too long. */
export class SelectorError extends HttpError {
  constructor(message: string) {
    super(400, message);
    this.name = 'SelectorError';
  }
}
