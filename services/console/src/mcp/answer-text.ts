import { shortened } from '../model/format/text.ts';

/** About a page of a model's context: an answer that takes more costs more than it is worth. */
export const MOST_ANSWER_BYTES = 4096;
const LONGEST_LINE = 500;

interface Data {
  nextCursor?: unknown;
  link: string;
}

/** The text for a model that sees no data: as many whole lines as fit beside it, the cursor if there is more, and the link. At least the first line. */
export function answerText([first = '', ...lines]: readonly string[], data: Data): string {
  const tail = [...(data.nextCursor === undefined ? [] : [`More with cursor ${data.nextCursor}.`]), data.link];
  const said = [shortened(first, LONGEST_LINE)];
  let room =
    MOST_ANSWER_BYTES - bytesOf({ content: [{ type: 'text', text: [...said, ...tail] }], structuredContent: data });
  for (const line of lines) {
    const short = shortened(line, LONGEST_LINE);
    room -= bytesOf(short);
    if (room < 0) break;
    said.push(short);
  }
  return [...said, ...tail].join('\n');
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
