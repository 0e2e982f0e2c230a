import { narrowed } from './narrowed.ts';

test.each([
  [{ attribute: 'http.route', value: '/a b' }, { where: 'x=1 http.route="/a b"' }],
  [{ attribute: 'x', value: '2' }, { where: 'x=2' }],
  [{ attribute: 'gen_ai.tool.name', value: 'add' }, { tool: 'add' }],
  [
    { attribute: 'operation', value: 'shop two GET /cart' },
    { service: 'shop two', operation: 'GET /cart' },
  ],
])('%j', (inCommon, search) => {
  expect(narrowed({ where: 'x=1' }, inCommon, ['shop', 'shop two'])).toEqual(search);
});
