import { fileURLToPath } from 'node:url';
import { loadSecretNames, namesInGo, namesInTypeScript } from './secret-names.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The lists of names in both languages, with the files that they are written to. */
export function outputs(): { name: string; file: string; content: string }[] {
  const names = loadSecretNames();
  return [
    {
      name: 'names.ts',
      file: here('../../../../instrumentation-mcp/src/redaction/names.ts'),
      content: namesInTypeScript(names),
    },
    {
      name: 'names.go',
      file: here('../../../../../collector/components/redact/names.go'),
      content: namesInGo(names),
    },
  ];
}
