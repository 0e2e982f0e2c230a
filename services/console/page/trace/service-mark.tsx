import { cut, shortened } from '../../src/model/format/text.ts';
import { ServiceSquare } from '../parts/service-paint.tsx';
import { useLookedAt } from './looked-at.ts';

const LONGEST_NAME = 40;
const LONGEST_TITLE = 200;

/** A service's name with its colour. */
export function ServiceMark({ service }: { service: string }) {
  const { colours } = useLookedAt();
  const name = service === '' ? '(no service)' : cut(service, LONGEST_TITLE);
  return (
    <span className="service-mark" title={name}>
      <ServiceSquare paint={colours.get(service)} />
      {shortened(name, LONGEST_NAME)}
    </span>
  );
}
