import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { minify, transform } from '@swc/core';
import { markProtocols, mayHoldProtocol, REPORT } from './mark-source.ts';

const MARK = `${REPORT}(this)`;
const V1 =
  'class Protocol { constructor(o) { this._o = o; this._requestMessageId = 0; this._requestHandlers = new Map(); } }';
const V2 = 'var Protocol = class { _transport; _requestMessageId = 0; _requestHandlers = /* @__PURE__ */ new Map(); };';

describe.each([
  ['assigned', V1],
  ['fields', V2],
  ['fields on a single line', V2.replaceAll(' = ', '=').replaceAll('; ', ';')],
  [
    'assigned in one expression',
    'class A{constructor(e){this.o=e,this._requestMessageId=0,this._requestHandlers=new Map,this.b=1}}',
  ],
  [
    'defined by esbuild',
    'class A{constructor(){p(this,"_transport");p(this,"_requestMessageId",0);p(this,"_requestHandlers",new Map)}}',
  ],
  ['in a string that is evaluated', JSON.stringify(V1.replaceAll('; ', ';\n'))],
  [
    'the client of the AI SDK',
    'var C = class { constructor() { this.requestMessageId = 0;\n this.responseHandlers = /* @__PURE__ */ new Map(); } }',
  ],
  ['commented fields', V2.replace('_requestHandlers', '/** By their method; `a = b;` */\n\t_requestHandlers')],
])('a protocol whose first fields are %s', (_name, source) => {
  test('reports its instances', () => {
    expect(markProtocols(source)).toContain(MARK);
  });

  test('keeps the length of each line', () => {
    const lengths = (text = '') => text.split('\n').map(({ length }) => length);
    expect(lengths(markProtocols(source))).toEqual(lengths(source));
  });
});

const load = createRequire(import.meta.url);
const folder = (name: string) => dirname(load.resolve(name));
const SOURCES: [string, () => Promise<string>][] = [
  ['v1, ESM', () => readFile(join(folder('@modelcontextprotocol/sdk/types.js'), '../esm/shared/protocol.js'), 'utf8')],
  [
    'v1, CommonJS',
    () => readFile(join(folder('@modelcontextprotocol/sdk/types.js'), '../cjs/shared/protocol.js'), 'utf8'),
  ],
];
const MINIFIED = { module: true, compress: true, mangle: true } as const;

describe.each(SOURCES)('the source of %s', (_name, read) => {
  test('is marked once', async () => {
    expect(markProtocols(await read())?.split(MARK)).toHaveLength(2);
  });

  test('is marked once when it is minified', async () => {
    const { code } = await minify(await read(), MINIFIED);
    expect(markProtocols(code)?.split(MARK)).toHaveLength(2);
  });

  test('is marked once when it is compiled for ES5', async () => {
    const { code } = await transform(await read(), { jsc: { target: 'es5' }, minify: true });
    expect(markProtocols(code)?.split(MARK)).toHaveLength(2);
  });
});

test.each([
  ['variables', 'let requestMessageId = 0; const responseHandlers = new Map(); super();'],
  ['another object', 'class A { constructor(b) { b._requestMessageId = 0; b._requestHandlers = new Map(); } }'],
  ['an alias of this', 'var _this = this; _this._requestMessageId = 0; _this._requestHandlers = new Map();'],
  ['fields of which the second is not a Map', 'class A { _requestMessageId = 0; _requestHandlers = {}; }'],
  [
    'fields that are too far apart',
    `class A { _requestMessageId = 0; a() { ${'b();'.repeat(50)} } _requestHandlers = new Map(); }`,
  ],
  ['prose', 'this._requestMessageId counts from 0; this._requestHandlers are in a Map'],
  ['a module that uses that letter itself', `const ${REPORT} = 1;\n${V2}`],
  ['nothing', 'export {};'],
])('%s is not changed', (_name, source) => {
  expect(markProtocols(source)).toBeUndefined();
});

test('a source with nothing to change is recognized by its bytes', () => {
  expect(mayHoldProtocol(Buffer.from(V1))).toBe(true);
  expect(mayHoldProtocol(V2)).toBe(true);
  expect(mayHoldProtocol(Buffer.from('export {};'))).toBe(false);
});
