import { duration } from '../../../src/model/format/text.ts';
import { Cut } from '../../parts/cut.tsx';
import { useLookedAt } from '../looked-at.ts';
import { ServiceMark } from '../service-mark.tsx';
import { useShow } from './use-show.ts';

/** The span that was selected in another view, with a link to the timeline. */
export function Selected() {
  const { trace, selected } = useLookedAt();
  const show = useShow();
  const span = selected && trace.spans.find(({ spanId }) => spanId === selected);
  if (!span) return null;
  return (
    <p className="filters selected-span" role="status">
      <ServiceMark service={span.service} />
      <span>
        <Cut text={span.name} /> {duration(span.durationMicroseconds / 1000)}
      </span>
      <button type="button" onClick={() => show(span.spanId)}>
        Show in the timeline
      </button>
    </p>
  );
}
