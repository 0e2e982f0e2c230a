import type { FlamePaint } from './draw.ts';

/** An entry in the legend of a flame graph. */
export function FlameKey({ paint: { colour, pattern, sign }, text }: { paint: FlamePaint; text: string }) {
  return (
    <span>
      <span className={`service-square service-pattern-${pattern}`} style={{ backgroundColor: colour }} />
      {` ${sign === undefined ? '' : `${sign} `}${text}`}
    </span>
  );
}
