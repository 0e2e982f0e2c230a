import type { UseQueryResult } from '@tanstack/react-query';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title.tsx';

export function Loading({ what }: { what: string }) {
  return (
    <p className="state" role="status">
      Loading {what} …
    </p>
  );
}

export function Failure({ error }: { error: Error }) {
  return (
    <p className="failure" role="alert">
      {error.message}
    </p>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="state">{children}</p>;
}

export interface AnsweredProps<Answer> {
  result: UseQueryResult<Answer>;
  /** What is loaded, as in "Loading the traces …". */
  what: string;
  children: (answer: Answer) => ReactNode;
}

/** An answer in each of its states: loading, failed (the previous answer stays below), or answered. */
export function Answered<Answer>({ result: { data, error }, what, children }: AnsweredProps<Answer>) {
  if (data === undefined) return error === null ? <Loading what={what} /> : <Failure error={error} />;
  return (
    <>
      {error !== null && <Failure error={error} />}
      {children(data)}
    </>
  );
}

export function NoSuchPage() {
  return (
    <>
      <PageTitle of="No such page" />
      <Empty>
        There is no such page. <Link to="/">Overview</Link>
      </Empty>
    </>
  );
}

/** Replaces a page that threw; the navigation keeps working. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return (
    <div>
      <PageTitle of="Failure" />
      <Failure error={error instanceof Error ? error : new Error(String(error))} />
      <button type="button" onClick={reset}>
        Try again
      </button>
    </div>
  );
}
