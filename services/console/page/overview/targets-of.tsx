import { Link } from '@tanstack/react-router';
import { isMissed } from '../../src/model/alerts/objective-state.ts';
import { useObjectives } from './use-objectives.ts';

/** How many of a service's targets are missed. Links to the list of all targets further down. */
export function TargetsOf({ service }: { service: string }) {
  const objectives = useObjectives().data?.objectives.filter((one) => one.service === service) ?? [];
  const measured = objectives.filter(({ good }) => good !== undefined);
  if (measured.length === 0) return <span className="quiet">no events</span>;
  const missed = measured.filter(isMissed).length;
  return (
    <Link to="/" hash="targets" className={missed === 0 ? 'well' : 'failed'}>
      {missed === 0 ? `✔ all ${measured.length} met` : `✖ ${missed} of ${measured.length} missed`}
    </Link>
  );
}
