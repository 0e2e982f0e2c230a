import { type InputHTMLAttributes, type KeyboardEvent, useId, useState } from 'react';

export interface FieldProps
  extends Pick<InputHTMLAttributes<HTMLInputElement>, 'list' | 'placeholder' | 'size' | 'inputMode' | 'type' | 'step'> {
  label: string;
  value: string | undefined;
  /** Returns what is wrong with a text, or undefined. */
  check?(text: string): string | undefined;
  /** Called with a valid text once the user has finished it, or with undefined when it is empty. */
  onCommit(value: string | undefined): void;
}

/** A text field that commits on Enter and when it loses the focus. */
export function Field({ label, value = '', check, onCommit, ...input }: FieldProps) {
  const id = useId();
  const [draft, setDraft] = useState({ value, text: value });
  if (draft.value !== value) setDraft({ value, text: value });
  const [problem, setProblem] = useState<string>();
  const commit = () => {
    const text = draft.text.trim();
    const found = text === '' ? undefined : check?.(text);
    setProblem(found);
    if (found === undefined && text !== value) onCommit(text || undefined);
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Enter') commit();
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...input}
        value={draft.text}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={({ target }) => setDraft({ value, text: target.value })}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {problem !== undefined && (
        <span id={`${id}-problem`} role="alert" className="failed field-problem">
          {problem}
        </span>
      )}
    </div>
  );
}
