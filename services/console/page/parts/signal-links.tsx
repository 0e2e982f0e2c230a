import { Link } from '@tanstack/react-router';
import {
  logsSearch,
  metricsSearch,
  profilesSearch,
  type Signal,
  type Subject,
  signalsOf,
  tracesSearch,
} from '../../src/model/links/signals.ts';
import { Cut } from './cut.tsx';

export interface SignalLinksProps {
  of: Subject;
  /** The signal of the current page, which needs no link. */
  besides?: Signal;
}

/** Links from one signal to the same subject in the others. */
export function SignalLinks({ of, besides }: SignalLinksProps) {
  const signals = signalsOf(of).filter((signal) => signal !== besides);
  if (signals.length === 0) return null;
  return (
    <span className="signal-links">
      {signals.map((signal) => (
        <SignalLink key={signal} to={signal} of={of} />
      ))}
    </span>
  );
}

function SignalLink({ to, of }: { to: Signal; of: Subject }) {
  const { service, traceId, spanId } = of;
  const whose = (
    <span className="unseen">
      {' of '}
      <Cut text={service || 'the trace'} most={40} />
    </span>
  );
  switch (to) {
    case 'traces':
      return traceId ? (
        <Link to="/trace/$traceId" params={{ traceId }} search={{ span: spanId }}>
          Trace
        </Link>
      ) : (
        <Link to="/traces" search={tracesSearch(of)}>
          Traces{whose}
        </Link>
      );
    case 'metrics':
      return (
        <Link to="/metrics-explorer" search={metricsSearch(of)}>
          Metrics{whose}
        </Link>
      );
    case 'logs':
      return (
        <Link to="/logs" search={logsSearch(of)}>
          Log lines{whose}
        </Link>
      );
    case 'profiles':
      return (
        <Link to="/profiles" search={profilesSearch(of)}>
          Profile{whose}
        </Link>
      );
  }
}
