import { useProfilesSearch } from './use-profiles-search.ts';

/** Shows the callers and callees of a function. */
export function SandwichButton({ name, place }: { name: string; place: string }) {
  const { change } = useProfilesSearch();
  return (
    <button type="button" onClick={() => change({ view: 'sandwich', function: name, place, zoom: undefined })}>
      Callers and callees
    </button>
  );
}
