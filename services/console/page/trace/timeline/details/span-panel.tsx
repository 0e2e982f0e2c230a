import type { KeyboardEvent, Ref } from 'react';
import { Empty } from '../../../parts/states.tsx';
import { useLookedAt } from '../../looked-at.ts';
import type { TimelineState } from '../use-timeline.ts';
import { SpanDetails } from './span-details.tsx';
import './span-panel.css';

export interface SpanPanelProps {
  timeline: TimelineState;
  spanId: string;
  /** Called before the panel closes. */
  onClose(): void;
  ref: Ref<HTMLElement>;
}

/** The details of the selected span, or of all spans that share its id. */
export function SpanPanel({ timeline, spanId, onClose, ref }: SpanPanelProps) {
  const { select } = useLookedAt();
  const spans = timeline.waterfall.byId.get(spanId) ?? [];
  const close = () => {
    select(undefined);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  return (
    <section className="span-panel" aria-label="Details of the span" ref={ref} tabIndex={-1} onKeyDown={onKeyDown}>
      <button type="button" className="close" onClick={close} aria-label="Close the details">
        ✕
      </button>
      {spans.length === 0 && <Empty>The trace has no span {spanId}. It may still be on its way.</Empty>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they share their id
        <SpanDetails key={`${spanId} ${index}`} timeline={timeline} span={span} />
      ))}
    </section>
  );
}
