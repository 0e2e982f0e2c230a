import { cut, shortened } from '../../src/model/text.ts';
import { useLookedAt } from './looked-at.ts';

const LONGEST_NAME = 40;
const LONGEST_TITLE = 200;

/** A service's name beside its colour. */
export function ServiceMark({ service }: { service: string }) {
  const { colours } = useLookedAt();
  const name = service === '' ? '(no service)' : cut(service, LONGEST_TITLE);
  return (
    <span className="service-mark" title={name}>
      <span className="service-colour" style={{ background: serviceColour(colours.get(service)) }} />
      {shortened(name, LONGEST_NAME)}
    </span>
  );
}

/** @param number of `serviceColours` */
export function serviceColour(number = 0): string {
  return `var(--service-${number})`;
}
