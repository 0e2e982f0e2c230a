import { cut } from '../../src/model/format/text.ts';

const LONGEST = 120;

/** What the browser calls the page: in its tab, its history and its bookmarks. */
export function PageTitle({ of }: { of: string }) {
  return <title>{`${cut(of, LONGEST)} · Cortex console`}</title>;
}
