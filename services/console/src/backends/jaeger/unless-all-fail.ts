import { BackendError } from '../backend-error.ts';

interface Alternatives<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  /** Replaces an answer that did not come in time. */
  instead(question: Question): Answer;
}

/** The answers to several questions, some of which may time out. @throws {BackendError} when all do */
export async function unlessAllFail<Question, Answer>(
  questions: readonly Question[],
  { ask, instead }: Alternatives<Question, Answer>,
): Promise<Answer[]> {
  const answers = await Promise.all(questions.map((question) => ask(question).catch(ifTooMuch)));
  const [failed] = answers;
  if (failed instanceof BackendError && answers.every((one) => one instanceof BackendError)) throw failed;
  return answers.map((answer, index) =>
    answer instanceof BackendError ? instead(questions[index] as Question) : answer,
  );
}

function ifTooMuch(error: unknown): BackendError {
  if (error instanceof BackendError && error.isTooMuch) return error;
  throw error;
}
