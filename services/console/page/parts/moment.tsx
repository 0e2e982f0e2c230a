const shown = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** A moment in local time; exact and in UTC on hover. @param at milliseconds since the epoch */
export function Moment({ at }: { at: number }) {
  const exact = new Date(at);
  if (Number.isNaN(exact.getTime())) return <span>unknown time</span>;
  return (
    <time dateTime={exact.toISOString()} title={`${exact.toISOString()} (UTC)`}>
      {shown.format(exact)}
    </time>
  );
}
