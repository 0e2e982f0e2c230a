import { useSyncExternalStore } from 'react';

/** On a narrow screen a span's bar is below its name. */
const NARROW = '(max-width: 700px)';
const WIDE_ROW = { row: 26, head: 30 };
const NARROW_ROW = { row: 46, head: 30 };

/** In pixels, as in `waterfall.css`. */
export function useRowHeight(): { row: number; head: number } {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches) ? NARROW_ROW : WIDE_ROW;
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
