import { type DisposableTempDir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword, verifyPassword } from './password.ts';
import { loadUsers } from './users.ts';

let folder: DisposableTempDir;
beforeAll(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'users-'));
});
afterAll(() => folder.remove());

async function usersFile(content: unknown): Promise<string> {
  const file = join(folder.path, `${crypto.randomUUID()}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const passwordHash = `$scrypt$ln=14,r=8,p=5$${'A'.repeat(22)}$${'A'.repeat(43)}`;

describe('loadUsers', () => {
  test('loads the users of the file, with the hashes of their passwords', async () => {
    const file = await usersFile([
      { id: 'u-1', username: 'Ada@Example.com', passwordHash: await hashPassword('ä\u{1F511}') },
    ]);
    const users = await loadUsers({ environment: 'production', file });
    const ada = users.get('ada@example.com');
    expect([...users.keys()]).toEqual(['ada@example.com']);
    expect(await verifyPassword('ä\u{1F511}', ada?.passwordHash ?? '')).toBe(true);
    expect(await verifyPassword('a', ada?.passwordHash ?? '')).toBe(false);
  });

  test("adds the guide's user in development", async () => {
    const file = await usersFile([{ id: 'u-1', username: 'ada', passwordHash }]);
    expect([...(await loadUsers({ environment: 'development', file })).keys()]).toEqual(['user@example.com', 'ada']);
    expect((await loadUsers({ environment: 'development' })).size).toBe(1);
  });

  test('refuses production without a file and names the variable', async () => {
    await expect(loadUsers({ environment: 'production' })).rejects.toThrow(
      'CORTEX_USERS_FILE: expected the path of a JSON file of users when NODE_ENV is production, got nothing',
    );
  });

  test.each<[string, unknown, string]>([
    ['text that is not JSON', '$scrypt$...', 'it is not JSON'],
    ['another shape', {}, 'expected array'],
    ['an e-mail address as id', [{ id: 'a@b.c', username: 'ada', passwordHash }], 'never an e-mail address'],
    ['a password for a hash', [{ id: 'u', username: 'ada', passwordHash: 'secret' }], 'npm run hash-password'],
    [
      'a hash with another cost',
      [{ id: 'u', username: 'ada', passwordHash: passwordHash.replace('14', '10') }],
      'npm run',
    ],
    [
      'the same name twice',
      [
        { id: 'u', username: 'ada', passwordHash },
        { id: 'v', username: 'ADA', passwordHash },
      ],
      'twice',
    ],
    [
      'the same id twice',
      [
        { id: 'u', username: 'ada', passwordHash },
        { id: 'u', username: 'bob', passwordHash },
      ],
      'twice',
    ],
  ])('refuses %s without repeating it', async (_what, content, reason) => {
    const failure = await loadUsers({ environment: 'production', file: await usersFile(content) }).catch(String);
    expect(failure).toContain('CORTEX_USERS_FILE');
    expect(failure).toContain(reason);
    expect(failure).not.toContain('secret');
  });

  test('refuses a missing file', async () => {
    const file = join(folder.path, 'nowhere.json');
    await expect(loadUsers({ environment: 'production', file })).rejects.toThrow('no such file');
  });
});
