import type { ToolName } from '../types.ts';

/** How one tool is built from pinned Go modules. */
export interface Recipe {
  tool: ToolName;
  version: string;
  /** Directory with the committed `go.mod` and `go.sum`. */
  moduleDirectory: string;
  /** Import path of the command to build. */
  package: string;
  /** Build tags. */
  tags: string[];
  /** String variables of packages that the linker sets. */
  variables?: Record<string, string>;
  /** Name that Go gives the executable. */
  executable: string;
  /** Files that decide what comes out; the cache key is made of their content. */
  inputs: string[];
}

/**
 * The flags of a build, apart from tags; part of the cache key. The executables are stripped of debug
 * information, so that making it would be an eighth of the compile time for nothing.
 */
export function buildFlags({ variables = {} }: Recipe): string[] {
  const set = Object.entries(variables).map(([name, value]) => ` -X ${name}=${value}`);
  return [
    '-mod=readonly',
    '-buildvcs=false',
    '-trimpath',
    '-gcflags=all=-dwarf=false',
    `-ldflags=-s -w${set.join('')}`,
  ];
}
