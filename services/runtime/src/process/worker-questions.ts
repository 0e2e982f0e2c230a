import type { Channel } from './channel.ts';
import type { WorkerLink, Workers } from './workers.ts';

const ASK = 'ask';
const QUESTION = 'question';
const ANSWER = 'answer';
const ANSWERS = 'answers';
/** A worker that takes longer is left out. */
const PATIENCE_MILLISECONDS = 2_000;
/** The number of the first process among those that answer. */
const FIRST_PROCESS = 0;

/** What the workers of a group answered. */
export interface Answers {
  /** Of the workers that serve, by their number; 0 is the first process, which answers some topics too. */
  answers: { worker: number; answer: unknown }[];
  /** How many workers there are to be. */
  workers: number;
}

interface Question {
  id: number;
  topic: string;
  body: unknown;
}

/** In a worker: questions to all workers of the group that serve, this one too. */
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

  /** @param answer what the question on this topic is answered with; a worker whose answer rejects is left out */
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
  /** Numbers of those that were asked and have not answered. */
  waitsFor: Set<number>;
  end(): void;
}

export interface RelayOptions {
  /** How many workers there are to be. */
  count: number;
  /** By topic: what the first process itself answers. */
  own?: Record<string, (body: unknown) => Promise<unknown>>;
}

/**
 * In the first process: passes each question on to the workers that serve, and their answers back together. One that is being started again is not
 * waited for: that would delay each answer until it serves.
 */
export function relayQuestions(workers: Workers, { count, own = {} }: RelayOptions): void {
  const rounds = new Map<number, Round>();
  let lastId = 0;
  /** @param answer undefined when there will be none */
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
