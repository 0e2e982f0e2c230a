import { useClipboard } from './use-clipboard.ts';

const SAID = { copied: 'copied', refused: 'the browser does not allow it: select the text instead' };

/** Copies a text to the clipboard. @param what the thing to copy, as in "Copy PromQL" */
export function Copy({ text, what }: { text: string; what: string }) {
  const { state, copy } = useClipboard(() => text);
  return (
    <>
      <button type="button" onClick={copy}>
        Copy {what}
      </button>{' '}
      <span role="status" className="quiet">
        {state && SAID[state]}
      </span>
    </>
  );
}
