import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { verifyPassword } from './password.ts';

const file = fileURLToPath(new URL('./hash-password.ts', import.meta.url));

function hashPassword(input: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [file], { input, encoding: 'utf8' });
}

describe('npm run hash-password', () => {
  test('prints the hash of the password on standard input, without its line end', async () => {
    const { status, stdout } = hashPassword('open sesame\n');
    expect(status).toBe(0);
    expect(await verifyPassword('open sesame', stdout.trim())).toBe(true);
  });

  test('prints its usage when there is no password', () => {
    const { status, stderr } = hashPassword('');
    expect(status).toBe(1);
    expect(stderr).toContain('npm run --silent hash-password');
    expect(stderr).toContain('CORTEX_USERS_FILE');
  });
});
