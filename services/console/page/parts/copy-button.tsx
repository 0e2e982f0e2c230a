import { useClipboard } from './use-clipboard.ts';

const SIGNS = { copied: '✓', refused: '✗' };

export interface CopyButtonProps {
  /** As in "Copy value of http.route". */
  what: string;
  text(): string;
}

/** As `Copy`, where there is room for one sign only. */
export function CopyButton({ what, text }: CopyButtonProps) {
  const { state, copy, forget } = useClipboard(text);
  return (
    <button type="button" className="copy" onClick={copy} onBlur={forget} title={`Copy ${what}`}>
      <span aria-hidden="true">{state === undefined ? '⧉' : SIGNS[state]}</span>
      <span className="unseen">
        Copy {what}
        {state && `: ${state}`}
      </span>
    </button>
  );
}
