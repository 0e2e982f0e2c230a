/** Exports for `@cortex/telemetry` only. They may change with any release. */
export { oneOf } from './choices.ts';
export { errorTypeOf, isTimeout, TIMEOUT } from './errors/error-type.ts';
export { onProtocol } from './modules/bundled/protocol-instances.ts';
export { hookImports } from './modules/module-hooks.ts';
export { MCP_PACKAGES } from './modules/packages.ts';
export { hasWholeSyncHooks } from './modules/runtime.ts';
export { showImports } from './modules/show-imports.ts';
export { withoutDeprecations } from './modules/without-deprecations.ts';
export { rememberSeries } from './operations/remember-series.ts';
export { isSecret } from './redaction/is-secret.ts';
export { bareUri } from './spans/bare-uri.ts';
export { failSpan } from './spans/fail-span.ts';
export { mergeDoubles } from './spans/merge-doubles.ts';
export { followsAll, linkInstead } from './spans/remote-parents.ts';
