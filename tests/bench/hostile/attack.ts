import type { PlatformUrls } from '../../platform/runner.ts';
import type { Dice } from './inputs/dice.ts';
import type { Answer } from './wire/answer.ts';
import type { HttpSender } from './wire/http.ts';

export type Peer = 'memory' | 'cognition';

/** The targets and means of the attacks in a run. */
export interface Arena {
  urls: PlatformUrls;
  http: HttpSender;
  /** The `Authorization` header of a user at core-api. */
  userAuthorization: string;
  /** The `Authorization` header of core-api at a service, on behalf of a user. */
  peerAuthorization(service: Peer): Promise<string>;
}

/** A kind of hostile input. */
export interface Attack {
  /** Unique; used in the report. */
  name: string;
  /** How often it is chosen, relative to the others. */
  weight: number;
  /** Sends one input. */
  send(arena: Arena, dice: Dice): Promise<Answer>;
}
