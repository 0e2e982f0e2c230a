import { parseDatabaseUrl } from './url.ts';

describe('parseDatabaseUrl', () => {
  test.each([
    ['sqlite:memory.db', 'memory.db'],
    ['sqlite:/var/lib/memory.db', '/var/lib/memory.db'],
    ['sqlite:///var/lib/memory.db', '///var/lib/memory.db'],
  ])('reads %s', (url, path) => {
    expect(parseDatabaseUrl(url)).toEqual({ kind: 'sqlite', path });
  });

  test.each([
    ['sqlite:', 'expected sqlite:<path to a file>, got no file name'],
    ['sqlite:folder/', 'expected sqlite:<path to a file>, got no file name'],
    ['sqlite://host/memory.db', 'expected sqlite:<path> or sqlite:///<absolute path>, got two slashes'],
    ['memory.db', 'expected sqlite:<path>, got no scheme'],
    ['mysql://user:secret@host/memory', 'expected sqlite:<path>, got the unsupported scheme mysql:'],
  ])('refuses %s without repeating credentials', (url, message) => {
    expect(() => parseDatabaseUrl(url)).toThrow(message);
  });
});
