import { Copy } from './copy.tsx';

const DEMO = 'npm run demo';

/** Nothing has happened yet: the one command that makes something to look at. */
export function NoData({ what, command = DEMO }: { what: string; command?: string }) {
  return (
    <div className="card">
      <p>{what} This makes some data:</p>
      <p>
        <code>{command}</code> <Copy text={command} what="command" />
      </p>
    </div>
  );
}
