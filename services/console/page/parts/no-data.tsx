import { Copy } from './copy.tsx';

const DEMO = 'npm run demo';

/** The empty state before any traffic: the one command that makes some. */
export function NoData({ what, command = DEMO }: { what: string; command?: string }) {
  return (
    <div className="card">
      <p>{what} To make some data:</p>
      <p>
        <code>{command}</code> <Copy text={command} what="command" />
      </p>
    </div>
  );
}
