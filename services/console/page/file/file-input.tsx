import { useId } from 'react';

export interface FileInputProps {
  label: string;
  onFile(file: File): void;
}

/** Opens a file from the user's disk. It is read in the browser and sent nowhere. */
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
          // Lets the same file be chosen again after it was changed.
          target.value = '';
        }}
      />
    </>
  );
}
