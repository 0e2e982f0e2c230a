import { PageHead } from '../parts/page-head.tsx';
import { Alerts } from './alerts.tsx';
import { Attention } from './attention.tsx';
import { Health } from './health.tsx';
import { Objectives } from './objectives.tsx';
import { Services } from './services.tsx';
import { useAttention } from './use-attention.ts';
import './overview.css';

/** Is it well now? Each part asks for itself, so that one whose backend is away keeps none of the others. */
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
