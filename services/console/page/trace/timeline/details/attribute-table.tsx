import { useState } from 'react';
import { counted, cut, printableLines, textOf } from '../../../../src/model/format/text.ts';
import { CopyButton } from '../../../parts/copy-button.tsx';

export interface AttributeTableProps {
  title: string;
  attributes: Readonly<Record<string, unknown>>;
  isOpen?: boolean;
}

/** Attributes sorted by name, each with a button to copy it. */
export function AttributeTable({ title, attributes, isOpen = false }: AttributeTableProps) {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>
        {title} <span className="quiet">{entries.length}</span>
      </summary>
      <table className="attributes">
        <tbody>
          {entries.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{cut(name, LONGEST_NAME)}</th>
              <td>
                <Value text={textOf(value)} />
              </td>
              <td>
                <CopyButton what={`value of ${cut(name, LONGEST_NAME)}`} text={() => textOf(value)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const LONGEST_NAME = 200;
const LONGEST_VALUE = 500;
const MOST_SHOWN = 100_000;

function Value({ text }: { text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  if (text.length <= LONGEST_VALUE) return <span className="value">{printableLines(text)}</span>;
  return (
    <>
      <span className="value">{printableLines(text.slice(0, isWhole ? MOST_SHOWN : LONGEST_VALUE))}…</span>{' '}
      {!isWhole && (
        <button type="button" onClick={() => setIsWhole(true)}>
          Show more of {counted(text.length, 'character')}
        </button>
      )}
    </>
  );
}
