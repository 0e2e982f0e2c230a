import { join } from 'node:path';

export function stateFile(home: string): string {
  return join(home, 'state.json');
}
