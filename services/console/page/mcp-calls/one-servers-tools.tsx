import type { McpToolAnswer } from '../../src/api/mcp-calls.ts';
import type { CallsPart } from '../../src/model/mcp-calls/call-attributes.ts';
import type { Figures } from '../../src/model/mcp-calls/figures.ts';
import { CallsTable } from './calls-table.tsx';
import { Named } from './named.tsx';

/** The tools, prompts and methods of one server. */
export function OneServersTools({ answer, seconds }: { answer: McpToolAnswer; seconds: number | undefined }) {
  const { tools, prompts, methods, side } = answer;
  const here = side === 'client' ? { side } : {};
  const rows: (CallsPart & Figures)[] = [...tools, ...prompts, ...methods];
  return (
    <CallsTable
      title="Tools, prompts and methods"
      rows={rows}
      columns={[
        {
          title: 'Name',
          of: ({ server, tool, prompt, method }) => (
            <Named
              name={tool ?? prompt ?? method}
              none="unknown"
              to={{ ...here, server, tool, prompt, ...((tool ?? prompt) === undefined && { method }) }}
            />
          ),
        },
        { title: 'Method', of: ({ method }) => method },
      ]}
      side={side}
      seconds={seconds}
    />
  );
}
