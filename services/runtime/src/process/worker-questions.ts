import type { Channel } from './channel.ts';
import type { WorkerLink, Workers } from './workers.ts';

const ASK = 'ask';
const QUESTION = 'question';
const ANSWER = 'answer';
const ANSWERS = 'answers';
/** A worker that takes longer is left out. */
const PATIENCE_MILLISECONDS = 2_000;

/** What the workers of a group answered. */
export interface Answers {
  answers: { worker: number; answer: unknown }[];
  /** How many workers there are to be. */
  workers: number;
}

interface Question {
  id: number;
  topic: string;
  body: unknown;
}

/** In a worker: questions to all workers of the group, this one too. */
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
    if (answer !== undefined) this.#channel.send(ANSWER, { id, answer });
  }
}

interface Round {
  answers: Answers['answers'];
  waitsFor: Set<WorkerLink>;
  end(): void;
}

/** In the first process: passes each question on to all workers, and their answers back together. */
export function relayQuestions(workers: Workers, count: number): void {
  const rounds = new Map<number, Round>();
  let lastId = 0;
  const leave = (id: number, link: WorkerLink) => {
    const round = rounds.get(id);
    if (round?.waitsFor.delete(link) && round.waitsFor.size === 0) round.end();
  };
  workers.onStart((link) => {
    link.on(ASK, (body) => {
      const { id: asked, topic, body: about } = body as Question;
      lastId += 1;
      const id = lastId;
      const answers: Answers['answers'] = [];
      const late = setTimeout(() => rounds.get(id)?.end(), PATIENCE_MILLISECONDS);
      const end = () => {
        clearTimeout(late);
        rounds.delete(id);
        link.send(ANSWERS, { id: asked, answers, workers: count });
      };
      rounds.set(id, { answers, waitsFor: new Set(workers.running), end });
      for (const each of workers.running) each.send(QUESTION, { id, topic, body: about } satisfies Question);
    });
    link.on(ANSWER, (body) => {
      const { id, answer } = body as { id: number; answer: unknown };
      rounds.get(id)?.answers.push({ worker: link.number, answer });
      leave(id, link);
    });
    link.onEnd(() => {
      for (const id of rounds.keys()) leave(id, link);
    });
  });
}
