import { tmpdir } from 'node:os';
import { runCommand } from './run-command.ts';

function shell(script: string, signal = new AbortController().signal, onErrorLine = (_: string) => {}) {
  const args = ['-c', script];
  return runCommand({ command: 'sh', args, cwd: tmpdir(), env: process.env, signal, onErrorLine });
}

describe('runCommand', () => {
  test('returns exit code and lines', async () => {
    const result = await shell('echo out; echo err >&2; exit 3');
    expect(result).toEqual({ code: 3, stdout: ['out'], stderr: ['err'] });
  });

  test('when aborted, also ends the children, which keep the output open', async () => {
    const controller = new AbortController();
    const running = shell('sleep 60 & echo started >&2; sleep 60', controller.signal, () => {
      controller.abort(new Error('stopped'));
    });
    await expect(running).rejects.toThrow('stopped');
  });

  test('does not start when already aborted', async () => {
    await expect(shell('exit 0', AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });
});
