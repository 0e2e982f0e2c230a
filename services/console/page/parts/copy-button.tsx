import { useClipboard } from './use-clipboard.ts';

const SAID = { copied: 'Copied', refused: 'Refused' };

export interface CopyButtonProps {
  /** As in "Copy value of http.route". */
  what: string;
  /** As much of that as is shown. */
  label?: string;
  text(): string;
}

/** As `Copy`, where there is little room: what it copies is told to screen readers and on hover. */
export function CopyButton({ what, label = 'Copy', text }: CopyButtonProps) {
  const { state, copy, forget } = useClipboard(text);
  return (
    <button type="button" className="copy" onClick={copy} onBlur={forget} title={`Copy ${what}`}>
      {state === undefined ? label : SAID[state]} <span className="unseen">{what}</span>
    </button>
  );
}
