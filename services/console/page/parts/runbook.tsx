import { Copy } from './copy.tsx';

const WEB = /^https?:\/\//;

/** A page, or a file of the repository that the rules come from. */
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
