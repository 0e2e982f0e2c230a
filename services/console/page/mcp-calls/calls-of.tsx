import { Link } from '@tanstack/react-router';
import type { McpToolAnswer } from '../../src/api/mcp-calls.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Answered } from '../parts/states.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { Choices } from './choices.tsx';
import { NoCalls } from './no-calls.tsx';
import { OneServersTools } from './one-servers-tools.tsx';
import { OverTime } from './over-time.tsx';
import { SingleCalls } from './single-calls.tsx';
import { Size } from './size.tsx';
import { Sources, Summary } from './summary.tsx';
import { useMcpSearch } from './use-mcp-search.ts';
import { UsualWork } from './usual-work.tsx';

/** One server, tool, prompt or method: its figures over time, its slowest and failed calls, and its CPU time. */
export function CallsOf() {
  const { search, query } = useMcpSearch();
  const result = useAnswer<McpToolAnswer>('/api/mcp-calls/of', query);
  const { tool, prompt, method, server } = search;
  const called = tool ?? prompt ?? method;
  return (
    <>
      <PageTitle of={[called, server].filter((name) => name !== undefined).join(' of ')} />
      <p>
        <Link to="/mcp-calls" search={{ side: search.side, order: search.order }}>
          All MCP calls
        </Link>
      </p>
      <h1>
        <Cut text={called ?? server ?? ''} />
        {server !== undefined && called !== undefined && (
          <small className="quiet">
            {' '}
            of <Cut text={server} />
          </small>
        )}
      </h1>
      <Choices />
      <SignalLinks of={{ service: server, tool }} />
      <Answered result={result} what="its calls">
        {(answer) => (
          <>
            <Sources source={answer.source} away={answer.away} />
            {answer.total.calls === 0 ? <NoCalls answer={answer} /> : <View answer={answer} />}
          </>
        )}
      </Answered>
    </>
  );
}

function View({ answer }: { answer: McpToolAnswer }) {
  const { search } = useMcpSearch();
  const { side, sizes } = answer;
  const seconds = answer.source.of === 'metrics' ? answer.seconds : undefined;
  const { server, tool, prompt, method } = search;
  const part = { server, tool, prompt, ...(method !== undefined && { method }) };
  return (
    <>
      <Summary catalogue={answer} side={side} seconds={seconds} part={part} />
      <p>
        Requests: <Size bytes={sizes.requestBytes} /> on average. Answers: <Size bytes={sizes.responseBytes} />.
      </p>
      <OverTime steps={answer.overTime} />
      <SingleCalls title="Slowest calls" calls={answer.slowest} none="No trace of these calls is known." />
      <SingleCalls title="Failed calls" calls={answer.failed} none="No trace of a failed call is known." />
      {(tool ?? prompt ?? method) === undefined && <OneServersTools answer={answer} seconds={seconds} />}
      <Breakdowns catalogue={answer} side={side} seconds={seconds} part={part} />
      <UsualWork />
    </>
  );
}
