import type { McpCallsAnswer } from '../../src/api/mcp-calls.ts';
import type { CallsPart } from '../../src/model/mcp-calls/call-attributes.ts';
import { useAnswer } from '../api/use-answer.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answered } from '../parts/states.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { CallsTable, type Column } from './calls-table.tsx';
import { Choices } from './choices.tsx';
import { Named, Program } from './named.tsx';
import { NoCalls } from './no-calls.tsx';
import { Seen } from './seen.tsx';
import { Size } from './size.tsx';
import { Sources, Summary } from './summary.tsx';
import { useMcpSearch } from './use-mcp-search.ts';

const NO_NAME = '(unnamed)';

/** Servers, tools, prompts, resources and clients, with how their calls went. */
export function AllCalls() {
  const { query } = useMcpSearch();
  const result = useAnswer<McpCallsAnswer>('/api/mcp-calls', query);
  return (
    <>
      <PageHead title="MCP calls" />
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
        columns={namedColumns('Tool', 'tool')}
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
      <CallsTable title="Prompts" rows={answer.prompts} columns={namedColumns('Prompt', 'prompt')} {...shared} />
      <CallsTable title="Other methods" rows={answer.methods} columns={namedColumns('Method', 'method')} {...shared} />
      <Breakdowns catalogue={answer} {...shared} />
      <Seen />
    </>
  );

  function namedColumns(title: string, by: 'tool' | 'prompt' | 'method'): Column<CallsPart>[] {
    return [
      {
        title,
        of: ({ server, [by]: name }) => <Named name={name} none={NO_NAME} to={{ ...here, [by]: name, server }} />,
      },
      { title: 'Server', of: ({ server }) => <Named name={server} none={NO_NAME} to={{ ...here, server }} /> },
    ];
  }

  function sizesOf({ server, tool }: CallsPart) {
    return sizes.find((one) => one.server === server && one.tool === tool);
  }
}
