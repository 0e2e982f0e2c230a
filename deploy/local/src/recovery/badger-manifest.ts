import { appendFileSync } from 'node:fs';

const DELETE = 1;
/** The reversed polynomial of CRC-32C (Castagnoli), which differs from Node.js' own CRC-32. */
const POLYNOMIAL = 0x82f63b78;

/**
 * Removes a table from a Badger MANIFEST, which is a log of changes: length and CRC-32C (32 bits each), then a
 * `ManifestChangeSet`. https://github.com/dgraph-io/badger/blob/v4.8.0/pb/badgerpb4.proto
 */
export function dropTable(manifest: string, table: number): void {
  const change = [0x08, ...varint(table), 0x10, DELETE];
  const changes = Buffer.from([0x0a, change.length, ...change]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(changes.length, 0);
  head.writeUInt32BE(crc32c(changes), 4);
  appendFileSync(manifest, Buffer.concat([head, changes]));
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}

function crc32c(data: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ~crc >>> 0;
}
