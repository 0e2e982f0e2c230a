import type { ReactNode } from 'react';
import { Empty, Failure, Loading } from '../../parts/states.tsx';

export interface PanelAnswerProps<Answer> {
  result: { answers?: Answer[] | undefined; error?: Error | undefined };
  isEmpty(answers: Answer[]): boolean;
  children(answers: Answer[]): ReactNode;
}

/** What a panel shows in each state; beside a failure, what was there before. */
export function PanelAnswer<Answer>({ result: { answers, error }, isEmpty, children }: PanelAnswerProps<Answer>) {
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      {answers === undefined && error === undefined && <Loading what="the panel" />}
      {answers !== undefined && (isEmpty(answers) ? <Empty>No data in this time.</Empty> : children(answers))}
    </>
  );
}
