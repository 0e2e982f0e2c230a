import { HttpError } from '@cortex/runtime';

/** What a selector is not, or what it asks too much of. */
export class SelectorError extends HttpError {
  constructor(message: string) {
    super(400, message);
    this.name = 'SelectorError';
  }
}
