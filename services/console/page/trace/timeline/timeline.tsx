import { useLookedAt } from '../looked-at.ts';

export function Timeline() {
  const { trace } = useLookedAt();
  return <p>{trace.spans.length}</p>;
}
