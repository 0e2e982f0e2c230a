import type { HealthAnswer } from '../../src/api/overview.ts';
import { counted } from '../../src/model/format/text.ts';
import type { Part } from '../../src/questions/health.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { Answered } from '../parts/states.tsx';
import { REFRESH_MILLISECONDS } from './refresh.ts';

const SIGNS: Record<Part['state'], { sign: string; text: string; style: string }> = {
  well: { sign: '✔', text: 'well', style: 'well' },
  degraded: { sign: '▲', text: 'degraded', style: 'warned' },
  away: { sign: '✖', text: 'away', style: 'failed' },
  unknown: { sign: '?', text: 'unknown', style: 'quiet' },
};
const LONGEST_SAID = 600;

/** The state of each part of the stack, with the remedy where one is not well. */
export function Health() {
  const result = useAnswer<HealthAnswer>('/api/overview/health', {}, { everyMilliseconds: REFRESH_MILLISECONDS });
  return (
    <section className="card" aria-labelledby="health">
      <h2 id="health">Health</h2>
      <Answered result={result} what="the health of each part">
        {({ parts }) => (
          <>
            <p className="health-sum" role="status">
              {sumUp(parts)}
            </p>
            <ul className="parts">
              {parts.map((part) => (
                <PartState key={`${part.kind} ${part.name}`} part={part} />
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
}

function PartState({ part: { name, state, said } }: { part: Part }) {
  const { sign, text, style } = SIGNS[state];
  return (
    <li className={state === 'well' ? undefined : 'part-wrong'}>
      <span className={style} aria-hidden="true">
        {sign}
      </span>{' '}
      <Cut text={name} most={40} /> <span className={style}>{text}</span>
      {said !== undefined && (
        <p className="quiet">
          <Cut text={said} most={LONGEST_SAID} />
        </p>
      )}
    </li>
  );
}

function sumUp(parts: readonly Part[]): string {
  const wrong = parts.filter(({ state }) => state === 'away' || state === 'degraded');
  const unknown = parts.filter(({ state }) => state === 'unknown');
  if (wrong.length > 0)
    return `${wrong.length} of ${counted(parts.length, 'part')} ${wrong.length === 1 ? 'is' : 'are'} not well.`;
  return unknown.length > 0
    ? `The state of ${unknown.length} of ${counted(parts.length, 'part')} is unknown.`
    : `All ${parts.length} parts are well.`;
}
