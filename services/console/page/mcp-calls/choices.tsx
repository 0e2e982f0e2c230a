import { Link } from '@tanstack/react-router';
import { ORDERS, type Order } from './search.ts';
import { useMcpSearch } from './use-mcp-search.ts';

const ORDER_TITLES: Record<Order, string> = { calls: 'most calls', failures: 'most errors', p95: 'slowest' };
const SIDES = [
  { side: undefined, title: 'servers' },
  { side: 'client', title: 'clients' },
] as const;

/** A link without a parameter is the active one only while the URL has none either. */
const CHOSEN = { explicitUndefined: true };

/** Selects whose spans are counted, and the order. */
export function Choices() {
  const { search } = useMcpSearch();
  return (
    <div className="choices">
      <nav aria-label="Seen by">
        Seen by{' '}
        {SIDES.map(({ side, title }) => (
          <Link key={title} to="/mcp-calls" search={{ ...search, side }} activeOptions={CHOSEN}>
            {title}
          </Link>
        ))}
      </nav>
      <nav aria-label="Order">
        Order{' '}
        {ORDERS.map((order) => (
          <Link
            key={order}
            to="/mcp-calls"
            search={{ ...search, order: order === 'calls' ? undefined : order }}
            activeOptions={CHOSEN}
          >
            {ORDER_TITLES[order]}
          </Link>
        ))}
      </nav>
    </div>
  );
}
