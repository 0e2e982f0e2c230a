import type { ReactNode } from 'react';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import type { TargetAnswers } from '../use-targets.ts';

export interface PanelAnswerProps<Answer> {
  result: TargetAnswers<Answer>;
  isEmpty(answers: Answer[]): boolean;
  children(answers: Answer[]): ReactNode;
}

/** A panel in each of its states. After a failure the previous answer stays below the message. */
export function PanelAnswer<Answer>({ result, isEmpty, children }: PanelAnswerProps<Answer>) {
  const { answers, error, isAsked } = result;
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      {answers === undefined &&
        error === undefined &&
        (isAsked ? <Loading what="the panel" /> : <Empty>Loads once it is in view.</Empty>)}
      {answers !== undefined && (
        <div className="dashboard-drawn">
          {isEmpty(answers) ? <Empty>No data in this time.</Empty> : children(answers)}
        </div>
      )}
    </>
  );
}
