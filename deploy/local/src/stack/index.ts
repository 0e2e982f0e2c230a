export { buildBackends, buildCheckTool } from './build-backends.ts';
export type { Component } from './component.ts';
export { consoleComponent } from './console.ts';
export { nodeProgram } from './node-program.ts';
export { serviceComponents } from './services.ts';
export { urlsOf } from './urls.ts';
