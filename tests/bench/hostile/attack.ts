import type { PlatformUrls } from '../../platform/runner.ts';
import type { Dice } from './inputs/dice.ts';
import type { Answer } from './wire/answer.ts';
import type { HttpSender } from './wire/http.ts';

export type Peer = 'memory' | 'cognition';

/** What the attacks of a run aim at, and with. */
export interface Arena {
  urls: PlatformUrls;
  http: HttpSender;
  /** `Authorization` of a user at core-api. */
  userAuthorization: string;
  /** `Authorization` of core-api at a service on a user's behalf. */
  peerAuthorization(service: Peer): Promise<string>;
}

/** A kind of hostile input. */
export interface Attack {
  /** Unique; shown in the report. */
  name: string;
  /** How often it is chosen, in proportion to the others. */
  weight: number;
  /** Sends one input. */
  send(arena: Arena, dice: Dice): Promise<Answer>;
}
