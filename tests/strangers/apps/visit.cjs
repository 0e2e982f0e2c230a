/**
 * A client of server-everything: `<url>` over Streamable HTTP, otherwise `<command> [argument ...]` over stdio.
 * Calls a tool that answers immediately, and one for which the server sends a request back to the client.
 */
module.exports = async function visit({ Client, Stdio, Http, sampling }) {
  const client = new Client({ name: 'client', version: '1.0.0' }, { capabilities: { sampling: {} } });
  client.setRequestHandler(sampling, () => ({
    model: 'none',
    role: 'assistant',
    content: { type: 'text', text: 'sampled' },
  }));
  await client.connect(transport({ Stdio, Http }));
  const echoed = await client.callTool({ name: 'echo', arguments: { message: 'hello' } });
  console.log(echoed.content[0].text);
  await client.callTool({ name: 'trigger-sampling-request', arguments: { prompt: 'Sample!' } });
  await client.close();
};

function transport({ Stdio, Http }) {
  const [target, ...args] = process.argv.slice(2);
  if (target.startsWith('http:')) return new Http(new URL(target));
  return new Stdio({ command: target, args, env: { ...process.env, OTEL_SERVICE_NAME: 'everything' } });
}
