/** Counts occurrences by key. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(thing: string, times = 1): void {
    if (times > 0) this.counts.set(thing, (this.counts.get(thing) ?? 0) + times);
  }
}
