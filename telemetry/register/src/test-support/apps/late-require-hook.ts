/** Patches `require` at the first use of a package, as each copy of `@opentelemetry/instrumentation` does. Prints what the patch has seen. */
import module from 'node:module';
import { onFirstUse } from '../../instrumentations/first-use.ts';

const { prototype } = module.Module;
const seen: string[] = [];

onFirstUse(['pino'], () => {
  const { require } = prototype;
  prototype.require = function observed(this: NodeJS.Module, id: string) {
    seen.push(id);
    return Reflect.apply(require, this, [id]);
  } as NodeJS.Require;
});
module.createRequire(import.meta.url)('pino');
console.log(seen.filter((id) => id === 'pino'));
