import { moduleVersion } from './module-version.ts';

const goMod = `module example

require example.org/single v1.2.3

require (
	example.org/tool v0.4.0 // indirect
	example.org/tool/part v0.5.0
)
`;

describe('moduleVersion', () => {
  test('finds a requirement in a block and on a line of its own', () => {
    expect(moduleVersion(goMod, 'example.org/tool')).toBe('v0.4.0');
    expect(moduleVersion(goMod, 'example.org/single')).toBe('v1.2.3');
  });

  test('does not mistake a module for another one with the same beginning', () => {
    expect(() => moduleVersion(goMod, 'example.org/too')).toThrow('example.org/too');
  });
});
