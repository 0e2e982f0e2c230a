import type { McpCallsAnswer } from '../../src/api/mcp-calls.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/states.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { CallsTable } from './calls-table.tsx';
import { Choices } from './choices.tsx';
import { Named, Program } from './named.tsx';
import { NoCalls } from './no-calls.tsx';
import { Seen } from './seen.tsx';
import { Size } from './size.tsx';
import { Sources, Summary } from './summary.tsx';
import { useMcpSearch } from './use-mcp-search.ts';

const NO_NAME = 'gives no name';

/** Servers, tools, prompts, resources and clients, with how their calls went. */
export function AllCalls() {
  const { query } = useMcpSearch();
  const result = useAnswer<McpCallsAnswer>('/api/mcp-calls', query);
  return (
    <>
      <h1>MCP calls</h1>
      <Choices />
      <Answered result={result} what="the MCP calls">
        {(answer) => (
          <>
            <Sources source={answer.source} away={answer.away} />
            {answer.total.calls === 0 ? <NoCalls answer={answer} /> : <Tables answer={answer} />}
          </>
        )}
      </Answered>
    </>
  );
}

function Tables({ answer }: { answer: McpCallsAnswer }) {
  const { side, source, sizes } = answer;
  const seconds = source.of === 'metrics' ? answer.seconds : undefined;
  const shared = { side, seconds };
  const here = side === 'client' ? { side } : {};
  return (
    <>
      <Summary catalogue={answer} {...shared} />
      <CallsTable
        title="Servers"
        rows={answer.servers}
        columns={[
          {
            title: 'Server',
            of: ({ server, serverVersion }) => (
              <>
                <Named name={server} none={NO_NAME} to={{ ...here, server }} />{' '}
                {server !== undefined && <Program name="" version={serverVersion} none="" />}
              </>
            ),
          },
        ]}
        {...shared}
      />
      <CallsTable
        title="Tools"
        rows={answer.tools}
        columns={[
          {
            title: 'Tool',
            of: ({ tool, server }) => <Named name={tool} none={NO_NAME} to={{ ...here, tool, server }} />,
          },
          { title: 'Server', of: ({ server }) => <Named name={server} none={NO_NAME} to={{ ...here, server }} /> },
        ]}
        more={[
          {
            title: 'Request',
            isNumber: true,
            of: (row) => <Size bytes={sizesOf(row)?.requestBytes} />,
          },
          {
            title: 'Answer',
            isNumber: true,
            of: (row) => <Size bytes={sizesOf(row)?.responseBytes} />,
          },
        ]}
        {...shared}
      />
      <CallsTable
        title="Prompts"
        rows={answer.prompts}
        columns={[
          {
            title: 'Prompt',
            of: ({ prompt, server }) => <Named name={prompt} none={NO_NAME} to={{ ...here, prompt, server }} />,
          },
          { title: 'Server', of: ({ server }) => <Named name={server} none={NO_NAME} to={{ ...here, server }} /> },
        ]}
        {...shared}
      />
      <CallsTable
        title="Other methods"
        rows={answer.methods}
        columns={[
          {
            title: 'Method',
            of: ({ method, server }) => <Named name={method} none={NO_NAME} to={{ ...here, method, server }} />,
          },
          { title: 'Server', of: ({ server }) => <Named name={server} none={NO_NAME} to={{ ...here, server }} /> },
        ]}
        {...shared}
      />
      <Breakdowns catalogue={answer} {...shared} />
      <Seen />
    </>
  );

  function sizesOf({ server, tool }: { server: string | undefined; tool: string | undefined }) {
    return sizes.find((one) => one.server === server && one.tool === tool);
  }
}
