import { MOST } from './limits.ts';
import { MalformedProfile } from './malformed-profile.ts';

type Resource = keyof typeof MOST;

/** What a delivery may still use of each limit. */
export class Budget {
  readonly #used: Partial<Record<Resource, number>> = {};

  /** Throws a {@link MalformedProfile} that names the exceeded limit. */
  use(resource: Resource, amount: number): void {
    const used = (this.#used[resource] ?? 0) + amount;
    this.#used[resource] = used;
    if (used > MOST[resource])
      throw new MalformedProfile(`the delivery is too large: expected at most ${MOST[resource]} ${WORDS[resource]}`);
  }
}

const WORDS: Record<Resource, string> = {
  messages: 'messages and strings',
  numbers: 'numbers',
  sampleTypes: 'sample types',
  profiles: 'profiles, one for each type and set of labels',
  samples: 'samples in all profiles together',
  frames: 'frames in all different stacks together',
  characters: 'characters in all different frames, labels and links together',
  labels: 'labels of a profile',
};
