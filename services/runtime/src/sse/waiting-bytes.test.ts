import { WaitingBytes } from './waiting-bytes.ts';

function streamsUnder(limit: number) {
  const waiting = new WaitingBytes(limit);
  const cut: string[] = [];
  return { cut, open: (name: string, userId = name) => waiting.join(userId, () => cut.push(name)) };
}

test('the stream with the most waiting bytes is cut, whichever adds the last byte', () => {
  const { cut, open } = streamsUnder(100);
  const [reads, hoards] = [open('reads'), open('hoards')];
  hoards.add(90);
  reads.add(10);
  expect(cut).toEqual([]);
  reads.add(1);
  expect(cut).toEqual(['hoards']);
});

test('a user who spreads them over many streams loses one of these first', () => {
  const { cut, open } = streamsUnder(100);
  const many = Array.from({ length: 4 }, (_, index) => open(`eve-${index}`, 'eve'));
  for (const [index, stream] of many.entries()) stream.add(15 + index);
  open('ada').add(40);
  expect(cut).toEqual(['eve-3']);
});

test('bytes that were read or belonged to an ended stream no longer count', () => {
  const { cut, open } = streamsUnder(100);
  const [first, second, third] = [open('first'), open('second'), open('third')];
  first.add(60);
  first.remove(60);
  second.add(80);
  second.leave();
  second.remove(80);
  third.add(100);
  expect(cut).toEqual([]);
  third.add(1);
  expect(cut).toEqual(['third']);
});
