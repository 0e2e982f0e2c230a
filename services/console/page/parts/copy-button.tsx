import { useState } from 'react';

const DONE = { copied: '✓', failed: '✗' };

export interface CopyButtonProps {
  /** As in "Copy the value". */
  what: string;
  text: string;
}

/** Puts a text into the clipboard, and says whether that worked. */
export function CopyButton({ what, text }: CopyButtonProps) {
  const [done, setDone] = useState<keyof typeof DONE>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone('copied'),
      () => setDone('failed'),
    );
  return (
    <button type="button" className="copy" onClick={copy} onBlur={() => setDone(undefined)} title={`Copy ${what}`}>
      <span aria-hidden="true">{done === undefined ? '⧉' : DONE[done]}</span>
      <span className="unseen">
        Copy {what}
        {done !== undefined && `: ${done}`}
      </span>
    </button>
  );
}
