import { printable, shortened } from '../model/format/text.ts';
import type { LoggedLine } from '../model/logs/trace-log.ts';

const LONGEST_MESSAGE = 4000;
const MOST_FIELDS = 100;
const LONGEST_VALUE = 400;

/** A line cut to what a page can show; values that were cut end with `…`. */
export function boundedLine({ message, fields, ...line }: LoggedLine): LoggedLine {
  const shown = Object.entries(fields).filter(([name]) => !name.startsWith('_stream'));
  return {
    ...line,
    message: shortened(printable(message), LONGEST_MESSAGE),
    fields: Object.fromEntries(
      shown.slice(0, MOST_FIELDS).map(([name, value]) => [name, shortened(value, LONGEST_VALUE)]),
    ),
  };
}
