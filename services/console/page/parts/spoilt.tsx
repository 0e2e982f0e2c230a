import type { SpoiltFile } from '../../src/backends/json-file.ts';
import { counted } from '../../src/model/format/text.ts';
import { Cut } from './cut.tsx';

/** The files of a folder that could not be read, with the reasons. @param what what they should be, as in "read as results" */
export function Spoilt({ files, what }: { files: readonly SpoiltFile[]; what: string }) {
  return (
    <section className="failure" aria-label="Files that cannot be read">
      <p>
        {counted(files.length, 'file')} of the folder cannot be read as {what}:
      </p>
      <ul>
        {files.map(({ file, reason }) => (
          <li key={file}>
            <Cut text={file} />: <Cut text={reason} most={300} />
          </li>
        ))}
      </ul>
    </section>
  );
}
