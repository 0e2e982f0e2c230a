import { FileInput } from './file-input.tsx';
import { shownFile } from './opened.ts';

export function FileChooser() {
  return (
    <div className="file-chooser">
      <h1>File</h1>
      <FileInput label="Open a trace or a profile" onFile={(file) => shownFile.open(file)} />
    </div>
  );
}
