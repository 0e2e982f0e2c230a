import { PageTitle } from './page-title.tsx';

/** The heading of a page that is always called the same. */
export function PageHead({ title }: { title: string }) {
  return (
    <>
      <PageTitle of={title} />
      <h1>{title}</h1>
    </>
  );
}
