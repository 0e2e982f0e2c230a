/** No more streams may be opened: `owner` has all that are allowed. */
export class TooManyStreamsError extends Error {
  readonly owner: 'this user' | 'all users';

  constructor(owner: 'this user' | 'all users', limit: number) {
    super(`Expected at most ${limit} open streams for ${owner}: close one first`);
    this.name = 'TooManyStreamsError';
    this.owner = owner;
  }
}
