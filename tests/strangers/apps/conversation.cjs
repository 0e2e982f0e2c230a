/** One tool call between a client and a server of the same process. */
module.exports = async function converse({ Client, Server, InMemoryTransport, toolCalls }, tool) {
  const server = new Server({ name: 'server', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(toolCalls, ({ params }) => ({ content: [{ type: 'text', text: params.name }] }));
  const client = new Client({ name: 'client', version: '1.0.0' }, { capabilities: {} });
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  await server.connect(serverEnd);
  await client.connect(clientEnd);
  await client.callTool({ name: tool });
  await client.close();
};
