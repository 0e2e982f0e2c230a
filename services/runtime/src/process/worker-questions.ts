import type { Channel } from './channel.ts';
import type { WorkerLink, Workers } from './workers.ts';

const ASK = 'ask';
const QUESTION = 'question';
const ANSWER = 'answer';
const ANSWERS = 'answers';
/** How long a worker may take to answer. The answers come without a worker that takes longer. */
const PATIENCE_MILLISECONDS = 2_000;
/** The number of the first process among those that answer. */
const FIRST_PROCESS = 0;

/** What the workers of a group answered. */
export interface Answers {
  /** The answers of the workers that serve, with their numbers. 0 is the first process, which answers some topics too. */
  answers: { worker: number; answer: unknown }[];
  /** How many workers there are to be. */
  workers: number;
}

interface Question {
  id: number;
  topic: string;
  body: unknown;
}

/** Runs in a worker. Asks all workers of the group that serve, including this one. */
export class WorkerQuestions {
  readonly #channel: Channel;
  readonly #answerers = new Map<string, (body: unknown) => Promise<unknown>>();
  readonly #asked = new Map<number, (answers: Answers) => void>();
  #lastId = 0;

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.on(QUESTION, (question) => void this.#answer(question as Question));
    channel.on(ANSWERS, (body) => {
      const { id, ...answers } = body as Answers & { id: number };
      this.#asked.get(id)?.(answers);
      this.#asked.delete(id);
    });
  }

  /** @param answer answers questions on this topic; if it rejects, this worker is left out */
  onQuestion(topic: string, answer: (body: unknown) => Promise<unknown>): void {
    this.#answerers.set(topic, answer);
  }

  /** Resolves when all have answered, within 2 s at the latest. */
  ask(topic: string, body?: unknown): Promise<Answers> {
    const { promise, resolve } = Promise.withResolvers<Answers>();
    this.#lastId += 1;
    this.#asked.set(this.#lastId, resolve);
    this.#channel.send(ASK, { id: this.#lastId, topic, body } satisfies Question);
    return promise;
  }

  async #answer({ id, topic, body }: Question): Promise<void> {
    const answer = await this.#answerers
      .get(topic)?.(body)
      .catch(() => undefined);
    this.#channel.send(ANSWER, { id, answer });
  }
}

interface Round {
  answers: Answers['answers'];
  /** Numbers of the workers that have not answered yet. */
  waitsFor: Set<number>;
  end(): void;
}

export interface RelayOptions {
  /** How many workers there are to be. */
  count: number;
  /** The first process's own answers, by topic. */
  own?: Record<string, (body: unknown) => Promise<unknown>>;
}

/**
 * Runs in the first process. Passes each question on to the workers that serve, and returns all their answers together. It does not wait for a
 * worker that is being restarted, because that would delay every answer until it serves.
 */
export function relayQuestions(workers: Workers, { count, own = {} }: RelayOptions): void {
  const rounds = new Map<number, Round>();
  let lastId = 0;
  /** @param answer undefined if there will be no answer */
  const done = (id: number, worker: number, answer?: unknown) => {
    const round = rounds.get(id);
    if (!round?.waitsFor.delete(worker)) return;
    if (answer !== undefined) round.answers.push({ worker, answer });
    if (round.waitsFor.size === 0) round.end();
  };
  const begin = (link: WorkerLink, { id: asked, topic, body }: Question) => {
    lastId += 1;
    const id = lastId;
    const answers: Answers['answers'] = [];
    const late = setTimeout(() => rounds.get(id)?.end(), PATIENCE_MILLISECONDS);
    const end = () => {
      clearTimeout(late);
      rounds.delete(id);
      link.send(ANSWERS, { id: asked, answers, workers: count });
    };
    const waitsFor = new Set(Array.from(workers.ready, ({ number }) => number));
    rounds.set(id, { answers, waitsFor, end });
    for (const each of workers.ready) each.send(QUESTION, { id, topic, body } satisfies Question);
    const answer = own[topic];
    if (answer === undefined) return;
    waitsFor.add(FIRST_PROCESS);
    answer(body).then(
      (given) => done(id, FIRST_PROCESS, given),
      () => done(id, FIRST_PROCESS),
    );
  };
  workers.onStart((link) => {
    link.on(ASK, (question) => begin(link, question as Question));
    link.on(ANSWER, (body) => {
      const { id, answer } = body as { id: number; answer?: unknown };
      done(id, link.number, answer);
    });
    link.onEnd(() => {
      for (const id of rounds.keys()) done(id, link.number);
    });
  });
}
