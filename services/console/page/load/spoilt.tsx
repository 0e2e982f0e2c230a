import { counted } from '../../src/model/text.ts';
import type { LoadRuns } from '../../src/questions/load-runs.ts';
import { Cut } from '../parts/cut.tsx';

/** Files of the folder that are no results, and why. */
export function Spoilt({ files }: { files: LoadRuns['spoilt'] }) {
  return (
    <section className="failure" aria-label="Files that cannot be read">
      <p>{counted(files.length, 'file')} of the folder cannot be read as results:</p>
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
