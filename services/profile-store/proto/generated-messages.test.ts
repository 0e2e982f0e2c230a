import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedMessages } from './generated-messages.ts';

test('the generated messages match the .proto files; after a change: npm run messages -w services/profile-store', () => {
  const folder = join(import.meta.dirname, '..', 'src', 'messages');
  const generated = generatedMessages();
  expect(generated.size).toBe(3);
  for (const [name, content] of generated) expect(readFileSync(join(folder, name), 'utf8')).toBe(content);
});
