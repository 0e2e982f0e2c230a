import { databaseUrl } from './location.ts';

describe('DATABASE_URL', () => {
  test.each([
    ['sqlite:memory.db', 'memory.db'],
    ['sqlite:/var/lib/memory.db', '/var/lib/memory.db'],
    ['sqlite:///var/lib/memory.db', '///var/lib/memory.db'],
  ])('can be %s', (url, path) => {
    expect(databaseUrl.parse(url)).toEqual({ kind: 'sqlite', path });
  });

  test.each(['postgres://user:secret@host:5433/memory', 'postgresql://host/memory?sslmode=disable'])(
    'can be %s',
    (url) => {
      expect(databaseUrl.parse(url)).toEqual({ kind: 'postgres', url });
    },
  );

  test.each([
    ['sqlite:', 'a file name at the end of sqlite:<path to a file>'],
    ['sqlite:folder/', 'a file name at the end of sqlite:<path to a file>'],
    ['sqlite://host/memory.db', 'sqlite:<path> or sqlite:///<absolute path>, not two slashes'],
    ['memory.db', 'sqlite:<path to a file> or postgres://user:password@host:5432/database'],
    [
      'mysql://user:secret@host/memory',
      'sqlite:<path to a file> or postgres://user:password@host:5432/database; the scheme mysql: is not supported',
    ],
    ['postgres://user:secret@host', expect.stringContaining('postgres://user:password@host:5432/database')],
    ['postgres://user:se/cret@host/memory', expect.stringContaining('%2F for /')],
  ])('must not be %s', (url, message) => {
    expect(databaseUrl.safeParse(url).error?.issues).toEqual([expect.objectContaining({ message })]);
  });
});
