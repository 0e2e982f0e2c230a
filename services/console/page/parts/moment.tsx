import { exactMoment, momentText } from '../../src/model/format/moment-text.ts';

/** A moment in local time; exact and in UTC on hover. @param at milliseconds since the epoch */
export function Moment({ at }: { at: number }) {
  const exact = exactMoment(at);
  if (exact === undefined) return <span>{momentText(at)}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {momentText(at)}
    </time>
  );
}
