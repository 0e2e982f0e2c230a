import { abandonedHistories, guideRoutes, unsampledGuideRoutes } from './guide-routes.ts';
import { abandonedInputs, inputs, largeInputs, unsampledInputs } from './inputs.ts';
import { givenUpCalls, mcpCalls, unsampledMcpCalls } from './mcp-calls.ts';
import { malformedParents, refusals } from './refusals.ts';
import type { RequestKind } from './request-kind.ts';
import { historyStreams, resumedStreams } from './streams.ts';

/** All ways in which the bench uses the platform. */
export const REQUEST_KINDS: readonly RequestKind[] = [
  inputs,
  largeInputs,
  unsampledInputs,
  abandonedInputs,
  refusals,
  malformedParents,
  resumedStreams,
  historyStreams,
  guideRoutes,
  unsampledGuideRoutes,
  abandonedHistories,
  mcpCalls,
  unsampledMcpCalls,
  givenUpCalls,
];
