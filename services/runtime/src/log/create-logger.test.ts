import { createLogger } from './create-logger.ts';

test.each([
  [{ password: 'hunter2' }],
  [{ body: { password: 'hunter2', username: 'hunter2' } }],
  [{ req: { headers: { authorization: 'hunter2', cookie: 'hunter2' } } }],
  [{ user: { email: 'hunter2' }, access_token: 'hunter2' }],
])('%j is logged without credentials', (fields) => {
  const lines: string[] = [];
  createLogger('test', 'info', { write: (line) => lines.push(line) }).info(fields, 'login');
  expect(lines.join('')).toContain('[redacted]');
  expect(lines.join('')).not.toContain('hunter2');
});
