import { useState } from 'react';

/** Puts a text into the clipboard. @param what as in "Copy PromQL" */
export function Copy({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('copied'),
      () => setSaid('the browser does not allow it: select the text instead'),
    );
  return (
    <>
      <button type="button" onClick={copy}>
        Copy {what}
      </button>{' '}
      <span role="status" className="quiet">
        {said}
      </span>
    </>
  );
}
