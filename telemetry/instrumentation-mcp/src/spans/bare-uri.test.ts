import { bareUri } from './bare-uri.ts';

test.each([
  ['memory://one', 'memory://one'],
  ['memory://one?token=a&b=c', 'memory://one'],
  ['history://ada#access_token=a', 'history://ada'],
  ['https://ada:secret@host:80/path?a=b\nc', 'https://host:80/path'],
  ['https://ada:se@cret@host/a@b', 'https://host/a@b'],
  ['urn:isbn:1', 'urn:isbn:1'],
  ['/no/uri@all', '/no/uri@all'],
  ['', ''],
])('%j becomes %j', (uri, bare) => {
  expect(bareUri(uri)).toBe(bare);
});
