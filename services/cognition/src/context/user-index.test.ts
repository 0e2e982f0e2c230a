import { itemsOf } from '../testing/memory-service.ts';
import type { HistoryItem } from './history-item.ts';
import { type RankedItem, UserIndex } from './user-index.ts';

function rank(items: HistoryItem[], query: string): RankedItem[] {
  const index = new UserIndex(1_000);
  index.add(items);
  return index.rank(query, items.length);
}

function contents(items: string[], query: string): string[] {
  return rank(itemsOf(items), query).map(({ content }) => content);
}

test('an old item that matches ranks above newer ones that do not', () => {
  const items = [...Array.from({ length: 500 }, (_, index) => `lunch number ${index}`), 'the tomatoes need water'];
  expect(contents(items, 'tomatoes')[0]).toBe('the tomatoes need water');
});

test('a better match ranks above a newer one', () => {
  const items = ['I watered the garden', 'the tomatoes in the garden are ripe', 'a walk'];
  expect(contents(items, 'ripe garden tomatoes')[0]).toBe('the tomatoes in the garden are ripe');
});

test('of equal matches the newer comes first', () => {
  const [first, second] = rank(itemsOf(['call Ann', 'lunch', 'call Ann']), 'call');
  expect([first?.id, second?.id]).toEqual(['item-0', 'item-2']);
});

test('items that do not match follow, newest first, with score 0', () => {
  const ranked = rank(itemsOf(['lunch', 'walk', 'tomatoes']), 'tomatoes');
  expect(ranked.map(({ content, score }) => [content, score > 0])).toEqual([
    ['tomatoes', true],
    ['lunch', false],
    ['walk', false],
  ]);
});

test('case and the end of a word do not matter', () => {
  expect(contents(['lunch', 'Tomatoes!'], 'TOMATO')[0]).toBe('Tomatoes!');
});

test.each(['', '   ', '!?', 'nothing like it'])('the query %j does not change the order', (query) => {
  expect(contents(['lunch', 'walk'], query)).toEqual(['lunch', 'walk']);
});

test('no items give an empty result', () => {
  expect(rank([], 'tomatoes')).toEqual([]);
});

test('items that are added later, old or new, are ranked in their place', () => {
  const [first, second, third] = itemsOf(['call Ann', 'call Ann', 'call Ann']);
  const index = new UserIndex(1_000);
  for (const item of [second, first, third, second]) if (item) index.add([item]);
  expect(index.rank('call', 10).map(({ id }) => id)).toEqual(['item-0', 'item-1', 'item-2']);
  expect(index.rank('', 2).map(({ id }) => id)).toEqual(['item-0', 'item-1']);
});

test('beyond the limit the oldest are dropped', () => {
  const [newest, older, oldest] = itemsOf(['tomatoes', 'lunch', 'ripe tomatoes']);
  const index = new UserIndex(2);
  for (const item of [oldest, older, newest]) if (item) index.add([item]);
  expect(index.rank('ripe tomatoes', 10).map(({ id }) => id)).toEqual(['item-0', 'item-1']);
});
