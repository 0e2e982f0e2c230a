import module from 'node:module';
import { markProtocols, mayHoldProtocol } from './mark-source.ts';

type Compile = (this: unknown, content: unknown, ...rest: unknown[]) => unknown;

/** Marks protocols in CommonJS modules, which the hooks of `module.register` do not see. */
export function markCompiled(): void {
  const { prototype } = module as unknown as { prototype: { _compile?: Compile } };
  const compile = prototype._compile;
  if (typeof compile !== 'function') return;
  prototype._compile = function _compile(content, ...rest) {
    return compile.call(this, markedText(content), ...rest);
  };
}

function markedText(content: unknown): unknown {
  return typeof content === 'string' && mayHoldProtocol(content) ? (markProtocols(content) ?? content) : content;
}
