import { cut } from '../../src/model/format/text.ts';

const LONGEST = 120;

/** Sets the title in the browser's tab, history and bookmarks. */
export function PageTitle({ of }: { of: string }) {
  return <title>{`${cut(of, LONGEST)} · Cortex console`}</title>;
}
