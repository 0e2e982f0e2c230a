import { getHeapSnapshot } from 'node:v8';
import { growthOf } from './difference.ts';
import { SnapshotReader } from './snapshot-reader.ts';

const SNAPSHOT = JSON.stringify({
  snapshot: {
    meta: {
      node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
      node_types: [['hidden', 'object', 'string', 'sliced string'], 'string', 'number', 'number', 'number', 'number'],
    },
    node_count: 5,
  },
  nodes: [
    [1, 1, 1, 40, 0, 0],
    [1, 1, 3, 24, 0, 0],
    [1, 3, 5, 16, 0, 0],
    [2, 2, 7, 100, 0, 0],
    [3, 2, 9, 8, 0, 0],
  ].flat(),
  edges: [1, 2, 3],
  strings: ['<dummy>', 'Order "a\\b', 'a secret of a customer ]', 'Größe'],
});

function read(text: string, pieceLength: number) {
  const reader = new SnapshotReader();
  for (let at = 0; at < text.length; at += pieceLength) reader.write(text.slice(at, at + pieceLength));
  return reader.finish();
}

test.each([1, 7, 1000])('objects are summed by constructor from pieces of %d characters', (pieceLength) => {
  expect([...read(SNAPSHOT, pieceLength)]).toEqual([
    ['Order "a\\b', { count: 2, bytes: 64 }],
    ['Größe', { count: 1, bytes: 16 }],
    ['(string)', { count: 2, bytes: 108 }],
  ]);
});

test('a truncated snapshot is refused', () => {
  expect(() => read(SNAPSHOT.slice(0, 300), 50)).toThrow('is truncated');
});

test('a real snapshot has the right number of objects of a class', async () => {
  class Counted {
    readonly value = 1;
  }
  const all = Array.from({ length: 321 }, () => new Counted());
  const reader = new SnapshotReader();
  for await (const piece of getHeapSnapshot().setEncoding('utf8')) reader.write(piece);
  expect(reader.finish().get('Counted')?.count).toBe(all.length);
}, 120_000);

test('only growth is reported, largest first', () => {
  const before = new Map([
    ['Same', { count: 5, bytes: 50 }],
    ['Shrunk', { count: 5, bytes: 50 }],
    ['Grown', { count: 1, bytes: 10 }],
  ]);
  const after = new Map([
    ['Same', { count: 5, bytes: 50 }],
    ['Shrunk', { count: 4, bytes: 40 }],
    ['Grown', { count: 3, bytes: 30 }],
    ['New', { count: 1, bytes: 100 }],
  ]);
  expect(growthOf(before, after)).toEqual([
    { constructorName: 'New', count: 1, countGrowth: 1, bytes: 100, bytesGrowth: 100 },
    { constructorName: 'Grown', count: 3, countGrowth: 2, bytes: 30, bytesGrowth: 20 },
  ]);
});
