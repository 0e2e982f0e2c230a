/** Uses packages that it loads with `require`, or with `import` if LOAD_BY says so, and prints which instrumentations were loaded before and after. */
const LOADED = /instrumentation-(express|koa|pg|winston)[\\/]/;
const loaded = () => new Set(Object.keys(require.cache).flatMap((file) => LOADED.exec(file)?.[1] ?? []));

async function main() {
  const before = loaded();
  const load = process.env.LOAD_BY === 'import' ? async (name) => (await import(name)).default : require;
  const express = await load('express');
  const { Client } = await load('pg');
  const app = express().get('/items/:id', (_, response) => response.end());
  const server = app.listen(0, '127.0.0.1', async () => {
    await (await fetch(`http://127.0.0.1:${server.address().port}/items/1`)).text();
    await new Client({ host: '127.0.0.1', port: 9 }).connect().catch(() => undefined);
    server.close();
    console.log(JSON.stringify({ before: [...before], after: [...loaded()].sort() }));
  });
}

main();
