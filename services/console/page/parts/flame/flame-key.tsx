import type { FlamePaint } from './draw.ts';

/** What a colour and pattern of a flame graph stand for. */
export function FlameKey({ paint: { colour, pattern, sign }, text }: { paint: FlamePaint; text: string }) {
  return (
    <span>
      <span className={`service-square service-pattern-${pattern}`} style={{ backgroundColor: colour }} />
      {` ${sign === undefined ? '' : `${sign} `}${text}`}
    </span>
  );
}
