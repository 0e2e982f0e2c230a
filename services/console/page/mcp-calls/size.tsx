import { bytesText } from '../../src/model/mcp-calls/text.ts';
import { Unknown } from './figure-cells.tsx';

/** The mean size of messages. */
export function Size({ bytes }: { bytes: number | undefined }) {
  return bytes === undefined ? <Unknown why="No size was measured" /> : bytesText(bytes);
}
