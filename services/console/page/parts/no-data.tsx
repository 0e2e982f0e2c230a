import { Copy } from './copy.tsx';

const COMMAND = 'npm run demo';

/** Nothing has happened yet: the one command that makes something to look at. */
export function NoData({ what }: { what: string }) {
  return (
    <div className="card">
      <p>{what} This makes some data:</p>
      <p>
        <code>{COMMAND}</code> <Copy text={COMMAND} what="command" />
      </p>
    </div>
  );
}
