import { Copy } from './copy.tsx';

const WEB = /^https?:\/\//;

/** A runbook: a web page, or a path in the repository of the rules. */
export function Runbook({ at }: { at: string }) {
  if (WEB.test(at)) {
    return (
      <a href={at} target="_blank" rel="noreferrer">
        runbook
      </a>
    );
  }
  return (
    <span>
      runbook: <code>{at}</code> <Copy text={at} what="path" />
    </span>
  );
}
