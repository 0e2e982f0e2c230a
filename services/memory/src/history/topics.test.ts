import { commonTopics, countTopics, type TopicCounts } from './topics.ts';

function topicsOf(...contents: string[]): string[] {
  return commonTopics(contents.reduce(countTopics, [] as TopicCounts));
}

describe('topics', () => {
  test('are words without stop words, marks and numbers', () => {
    expect(topicsOf("Why isn't the node.js service (p95) fast? 12345")).toEqual(['node.js', 'service', 'p95', 'fast']);
  });

  test('count once for each input, however often a word is repeated', () => {
    expect(topicsOf('spam spam spam', 'tracing', 'tracing')).toEqual(['tracing', 'spam']);
  });

  test('fold case and width, and know other scripts', () => {
    expect(topicsOf('Größe GRÖSSE größe', 'ＴＲＡＣＥ trace', 'запрос')).toEqual([
      'запрос',
      'trace',
      'größe',
      'grösse',
    ]);
  });

  test('include words that are properties of every object', () => {
    expect(topicsOf('constructor toString hasOwnProperty')).toEqual(['constructor', 'tostring', 'hasownproperty']);
  });

  test('stay bounded, and admit new words', () => {
    const word = (number: number) => `word${number}`;
    const many = Array.from({ length: 500 }, (_, number) => word(number)).join(' ');
    const counts = countTopics(countTopics([], many), 'newcomer');
    expect(counts).toHaveLength(100);
    expect(counts[0]).toEqual(['newcomer', 1]);
    expect(commonTopics(counts)).toHaveLength(10);
  });
});
