import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAbandoned, newProjectName } from './project-name.ts';

test('a project is abandoned when its owner has ended, and not before', async () => {
  const owner = spawn('sleep', ['60']);
  await once(owner, 'spawn');
  const project = newProjectName(owner.pid);
  expect(project).toMatch(/^[a-z0-9-]+$/);
  expect(isAbandoned(project)).toBe(false);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(isAbandoned(project)).toBe(true);
});

test('a process with a reused pid is not the owner', () => {
  expect(isAbandoned(newProjectName())).toBe(false);
  expect(isAbandoned(newProjectName().replace(/\d+(?=-[0-9a-f]{8}$)/, '1'))).toBe(true);
});

test('other names and other namespaces are left alone; leftovers of another boot are not', () => {
  for (const name of ['cortex', 'cortex-0123abcd', 'other']) expect(isAbandoned(name)).toBe(false);
  expect(isAbandoned('cortex-test-00000000-1-1-1-00000000')).toBe(true);
  const [, , boot] = newProjectName().split('-');
  expect(isAbandoned(`cortex-test-${boot}-1-999999-1-00000000`)).toBe(false);
});
