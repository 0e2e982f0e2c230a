import { Link } from '@tanstack/react-router';
import { duration } from '../../src/model/format/text.ts';
import { rateText, shareText } from '../../src/model/mcp-calls/text.ts';
import type { ServiceRed } from '../../src/questions/services-red.ts';
import { Cut } from '../parts/cut.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Sparkline } from '../parts/sparkline.tsx';
import { TargetsOf } from './targets-of.tsx';

export interface ServiceRowProps {
  red: ServiceRed;
  /** The length of the time range. */
  seconds: number;
}

export function ServiceRow({ red: { service, calls, failures, p95Milliseconds, lines }, seconds }: ServiceRowProps) {
  return (
    <tr>
      <th scope="row">
        <Cut text={service} most={40} />
        <br />
        <SignalLinks of={{ service }} besides="traces" />
      </th>
      <td>
        <Link to="/traces" search={{ service, order: 'newest' }}>
          {calls.toLocaleString('en')}
        </Link>{' '}
        <span className="quiet">{rateText(calls, seconds)}</span>
        <Figure line={lines.perSecond} label={`Requests of ${service} a second`} />
      </td>
      <td>
        {failures === 0 ? (
          <span>0 %</span>
        ) : (
          <Link to="/traces" search={{ service, failed: true, order: 'newest' }} className="failed">
            ✖ {shareText(failures, calls)}
          </Link>
        )}
        <Figure line={lines.errorShare} label={`Share of failed requests of ${service}`} />
      </td>
      <td>
        {p95Milliseconds === undefined ? (
          <span className="quiet">not measured</span>
        ) : (
          <Link to="/traces" search={{ service, min: Math.floor(p95Milliseconds) }}>
            {duration(p95Milliseconds)}
          </Link>
        )}
        <Figure line={lines.p95Milliseconds} label={`Duration within which ${service} answered 95 % of requests`} />
      </td>
      <td>
        <TargetsOf service={service} />
      </td>
    </tr>
  );
}

function Figure({ line, label }: { line: readonly (number | null)[]; label: string }) {
  return <Sparkline values={line.map((value) => value ?? undefined)} label={label} />;
}
