import { useCallback, useEffect, useRef } from 'react';
import { Empty } from '../../parts/states.tsx';
import { useLookedAt } from '../looked-at.ts';
import { SpanPanel } from './details/span-panel.tsx';
import { Minimap } from './minimap.tsx';
import { ToolBar } from './tool-bar.tsx';
import { useTimeline } from './use-timeline.ts';
import { Waterfall } from './waterfall.tsx';
import './timeline.css';

/** A trace over time: the minimap, a row for each span, and the details of one. */
export function Timeline() {
  const timeline = useTimeline();
  const { selected } = useLookedAt();
  const grid = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const goesToPanel = useRef(false);
  /** The panel may appear only after the URL has changed. */
  const enterPanel = () => {
    goesToPanel.current = panel.current === null;
    panel.current?.focus();
  };
  const onPanel = useCallback((element: HTMLElement | null) => {
    panel.current = element;
    if (element !== null && goesToPanel.current) element.focus();
    if (element !== null) goesToPanel.current = false;
  }, []);
  useEffect(() => {
    if (selected !== undefined) panel.current?.scrollTo({ top: 0 });
  }, [selected]);
  const focusGrid = () => grid.current?.focus({ preventScroll: true });
  return (
    <>
      <Minimap timeline={timeline} />
      <ToolBar timeline={timeline} onLeave={focusGrid} />
      <div className="timeline">
        {timeline.visible.length === 0 ? (
          <Empty>No span matches these filters.</Empty>
        ) : (
          <Waterfall ref={grid} timeline={timeline} onDetails={enterPanel} />
        )}
        {selected !== undefined && (
          <SpanPanel ref={onPanel} timeline={timeline} spanId={selected} onClose={focusGrid} />
        )}
      </div>
    </>
  );
}
