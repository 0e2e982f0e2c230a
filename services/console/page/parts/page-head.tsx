import { PageTitle } from './page-title.tsx';

/** The heading of a page with a fixed title. */
export function PageHead({ title }: { title: string }) {
  return (
    <>
      <PageTitle of={title} />
      <h1>{title}</h1>
    </>
  );
}
