import { PageHead } from '../parts/page-head.tsx';
import { Alerts } from './alerts.tsx';
import { Attention } from './attention.tsx';
import { Health } from './health.tsx';
import { Objectives } from './objectives.tsx';
import { Services } from './services.tsx';
import { useAttention } from './use-attention.ts';
import './overview.css';

/** Answers "Is it well now?" Each part sends its own query, so that a backend that is away holds up no other part. */
export function OverviewPage() {
  const attention = useAttention();
  return (
    <>
      <PageHead title="Overview" />
      <Health />
      <Alerts result={attention} />
      <Services />
      <Attention result={attention} />
      <Objectives />
    </>
  );
}
