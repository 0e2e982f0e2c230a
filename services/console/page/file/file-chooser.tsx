import { useId } from 'react';
import { openFile } from './opened.ts';

export function FileChooser() {
  const id = useId();
  return (
    <div className="file-chooser">
      <h1>File</h1>
      <label htmlFor={id}>Open a trace or a profile</label>
      <input
        id={id}
        type="file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) openFile(file);
          // The same file can be chosen again once it was changed.
          target.value = '';
        }}
      />
    </div>
  );
}
