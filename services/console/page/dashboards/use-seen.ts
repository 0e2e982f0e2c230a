import { useCallback, useState } from 'react';

/** Whether an element is in or near the viewport: a panel that nobody sees sends no query. */
export function useSeen(): [boolean, (element: Element | null) => (() => void) | undefined] {
  const [isSeen, setSeen] = useState(false);
  const ref = useCallback((element: Element | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), {
      rootMargin: '200px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [isSeen, ref];
}
