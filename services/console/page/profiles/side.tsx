import { printable } from '../../src/model/format/text.ts';
import { Moment } from '../parts/moment.tsx';
import type { Asked } from './other-query.ts';

/** Names one of two compared profiles, with its period. */
export function Side({ answer: { service, begin, end, spans }, query: { operation, trace, span, usual } }: Asked) {
  const of = [
    operation !== undefined && String(operation),
    trace !== undefined && !usual && `trace ${trace}`,
    span !== undefined && (usual ? `usual spans of the operation of span ${span}` : `span ${span}`),
    spans !== undefined && `${spans.toLocaleString('en')} spans`,
  ];
  return (
    <>
      <strong>{printable([service, ...of].filter((part) => part !== false).join(', '))}</strong>, <Moment at={begin} />{' '}
      – <Moment at={end} />
    </>
  );
}
