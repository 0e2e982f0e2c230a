import { Copy } from '../parts/copy.tsx';

const COMPOSE = 'docker compose -f docker-compose.otel.yml -f deploy/docker/load-results.yml up -d console';

/** Explains how to give the console the folder of load results. */
export function NoFolder() {
  return (
    <div className="card">
      <p>
        This console has no folder of load results. Set <code>CORTEX_CONSOLE_LOAD_RESULTS</code> to the one that{' '}
        <code>npm run load</code> writes: <code>.cortex/load</code> in the repository. In Docker, mount it with:
      </p>
      <p>
        <code>{COMPOSE}</code> <Copy text={COMPOSE} what="command" />
      </p>
    </div>
  );
}
