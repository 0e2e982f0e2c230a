import { InstrumentationNodeModuleDefinition, InstrumentationNodeModuleFile } from '@opentelemetry/instrumentation';
import { Hook } from 'require-in-the-middle';
import type { Connections } from '../connections/connections.ts';
import type { Transport } from '../internal-types.ts';
import { traceReceiver } from '../others/receiver.ts';
import { traceHttpSubscriptions } from '../subscriptions/http.ts';
import { traceStdioSubscriptions } from '../subscriptions/stdio.ts';
import { checkMethods, V1_METHODS, V2_METHODS } from './missing-parts.ts';
import { RECEIVERS, type Receiver, V1_PACKAGE, V2_PACKAGES } from './packages.ts';
import type { Patcher } from './patcher.ts';
import { v1Wrappers, v2Wrappers } from './wrappers.ts';

const V1_RANGE = ['>=1.2.0 <2'];
const V2_RANGE = ['>=2.0.0 <3'];

type Exports = Record<string, { prototype: object } | undefined>;

interface StdioExports {
  StdioServerTransport: new () => Transport;
}

interface Patching {
  patcher: Patcher;
  connections: Connections;
}

export function moduleDefinitions(patching: Patching): InstrumentationNodeModuleDefinition[] {
  return [
    v1Definition(patching),
    ...V2_PACKAGES.map((name) => v2Definition(name, patching)),
    ...Object.entries(RECEIVERS).map(([name, receiver]) => receiverDefinition(name, receiver, patching)),
  ];
}

/** In ES modules, v1's class is patched in its own file, which all of the package's subpaths import. */
function v1Definition(patching: Patching) {
  const file = new InstrumentationNodeModuleFile(
    `${V1_PACKAGE}/dist/esm/shared/protocol.js`,
    V1_RANGE,
    (exports: Exports) => patchV1(exports, patching),
    () => undefined,
  );
  return new InstrumentationNodeModuleDefinition(V1_PACKAGE, V1_RANGE, undefined, undefined, [file]);
}

/** In CommonJS, the common hook skips v1, because the main file in its package.json does not exist. */
export function hookV1CommonJs(patching: Patching): void {
  new Hook([`${V1_PACKAGE}/dist/cjs/shared/protocol`], { internals: true }, (exports) => {
    patchV1(exports as Exports, patching);
    return exports;
  });
}

function patchV1(exports: Exports, { patcher, connections }: Patching): Exports {
  checkMethods(exports.Protocol?.prototype, V1_METHODS);
  patcher.add(exports.Protocol?.prototype, v1Wrappers(connections));
  return exports;
}

/** Each of v2's packages has a `Protocol` of its own, and its roles override some of the methods. */
function v2Definition(name: string, patching: Patching) {
  const { patcher, connections } = patching;
  const wrappers = v2Wrappers(connections);
  const patch = (exports: Exports) => {
    checkMethods(exports.Protocol?.prototype, V2_METHODS);
    for (const role of ['Protocol', 'Client', 'Server']) patcher.add(exports[role]?.prototype, wrappers);
    patcher.add(exports, { createMcpHandler: traceHttpSubscriptions(connections) });
    return exports;
  };
  const files = ['mjs', 'cjs'].map((type) => stdioFile(`${name}/dist/stdio.${type}`, patching));
  return new InstrumentationNodeModuleDefinition(name, V2_RANGE, patch, undefined, files);
}

function receiverDefinition(name: string, { versions, method }: Receiver, { patcher, connections }: Patching) {
  return new InstrumentationNodeModuleDefinition(name, versions, (exports: Exports) => {
    checkMethods(exports.McpServer?.prototype, [method]);
    patcher.add(exports.McpServer?.prototype, { [method]: traceReceiver(connections) });
    return exports;
  });
}

/** Patches v2's entry for standard input and output, which is in a file of its own. */
function stdioFile(path: string, { patcher, connections }: Patching) {
  const patch = (exports: StdioExports) => {
    const createTransport = () => new exports.StdioServerTransport();
    patcher.add(exports, { serveStdio: traceStdioSubscriptions(connections, createTransport) });
    return exports;
  };
  return new InstrumentationNodeModuleFile(path, V2_RANGE, patch, () => undefined);
}
