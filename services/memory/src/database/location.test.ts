import { databaseUrl } from './location.ts';

describe('DATABASE_URL', () => {
  test.each([
    ['sqlite:memory.db', 'memory.db'],
    ['sqlite:/var/lib/memory.db', '/var/lib/memory.db'],
    ['sqlite:///var/lib/memory.db', '///var/lib/memory.db'],
  ])('may be %s', (url, path) => {
    expect(databaseUrl.parse(url)).toEqual({ kind: 'sqlite', path });
  });

  test.each([
    ['sqlite:', 'a file name at the end of sqlite:<path to a file>'],
    ['sqlite:folder/', 'a file name at the end of sqlite:<path to a file>'],
    ['sqlite://host/memory.db', 'sqlite:<path> or sqlite:///<absolute path>, not two slashes'],
    ['memory.db', 'sqlite:<path to a file>'],
    ['mysql://user:secret@host/memory', 'sqlite:<path to a file>; the scheme mysql: is not supported'],
  ])('may not be %s', (url, message) => {
    expect(databaseUrl.safeParse(url).error?.issues).toEqual([expect.objectContaining({ message })]);
  });
});
