import { useClipboard } from './use-clipboard.ts';

const SAID = { copied: 'Copied', refused: 'Refused' };

export interface CopyButtonProps {
  /** The thing to copy, as in "Copy value of http.route". */
  what: string;
  /** The visible label. */
  label?: string;
  text(): string;
}

/** A smaller `Copy`: what it copies is in its title and in its text for screen readers. */
export function CopyButton({ what, label = 'Copy', text }: CopyButtonProps) {
  const { state, copy, forget } = useClipboard(text);
  return (
    <button type="button" className="copy" onClick={copy} onBlur={forget} title={`Copy ${what}`}>
      {state === undefined ? label : SAID[state]} <span className="unseen">{what}</span>
    </button>
  );
}
