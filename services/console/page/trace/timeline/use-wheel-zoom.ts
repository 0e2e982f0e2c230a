import { type RefObject, useEffect, useRef } from 'react';
import { zoomed } from '../../../src/model/waterfall/zoom.ts';
import type { Zoom } from './use-zoom.ts';

const PER_PIXEL = 0.002;

/** Ctrl and the wheel zoom at the pointer. React's own listener is passive: it could not keep the browser from zooming the page. */
export function useWheelZoom(
  over: RefObject<HTMLElement | null>,
  { ruler, zoom }: { ruler: RefObject<HTMLElement | null>; zoom: Zoom },
): void {
  const now = useRef(zoom);
  useEffect(() => {
    now.current = zoom;
  });
  useEffect(() => {
    const element = over.current;
    const onWheel = (event: WheelEvent) => {
      const { left = 0, width = 1 } = ruler.current?.getBoundingClientRect() ?? {};
      if (!event.ctrlKey || event.clientX < left) return;
      event.preventDefault();
      const { shown, whole, show } = now.current;
      const at = shown.begin + ((event.clientX - left) / width) * (shown.end - shown.begin);
      show(zoomed(shown, { at, factor: Math.exp(event.deltaY * PER_PIXEL), whole }));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [over, ruler]);
}
