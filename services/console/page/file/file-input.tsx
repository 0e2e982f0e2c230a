import { useId } from 'react';

export interface FileInputProps {
  label: string;
  onFile(file: File): void;
}

/** Takes a file of the user's disk; the browser alone reads it. */
export function FileInput({ label, onFile }: FileInputProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file can be chosen again once it was changed.
          target.value = '';
        }}
      />
    </>
  );
}
