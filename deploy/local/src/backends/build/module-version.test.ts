import { moduleVersion } from './module-version.ts';

const goMod = `module example

require example.org/single v1.2.3

require (
	example.org/tool v0.4.0 // indirect
	example.org/tool/part v0.5.0
)
`;

describe('moduleVersion', () => {
  test('finds a requirement within a block and alone on its line', () => {
    expect(moduleVersion(goMod, 'example.org/tool')).toBe('v0.4.0');
    expect(moduleVersion(goMod, 'example.org/single')).toBe('v1.2.3');
  });

  test('does not take a module for one whose path it begins with', () => {
    expect(() => moduleVersion(goMod, 'example.org/too')).toThrow('example.org/too');
  });
});
