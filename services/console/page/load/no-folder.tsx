import { Copy } from '../parts/copy.tsx';

const COMPOSE = 'docker compose -f docker-compose.otel.yml -f deploy/docker/load-results.yml up -d console';

/** How a console that was told of no results gets them. */
export function NoFolder() {
  return (
    <div className="card">
      <p>
        This console was not told where load tests leave their results. <code>CORTEX_CONSOLE_LOAD_RESULTS</code> names
        the folder: <code>.cortex/load</code> in the repository where <code>npm run load</code> ran. In Docker this
        brings them:
      </p>
      <p>
        <code>{COMPOSE}</code> <Copy text={COMPOSE} what="command" />
      </p>
    </div>
  );
}
