import type { Tool } from '../tool.ts';
import { compareTracesTool } from './compare-traces.ts';
import { explainTraceTool } from './explain-trace.ts';
import { findTracesTool } from './find-traces.ts';
import { getTraceTool } from './get-trace.ts';
import { listAlertsTool } from './list-alerts.ts';
import { listOperationsTool } from './list-operations.ts';
import { profileTool } from './profile.ts';
import { queryMetricsTool } from './query-metrics.ts';
import { searchLogsTool } from './search-logs.ts';
import { serviceMapTool } from './service-map.ts';
import { whatsWrongTool } from './whats-wrong.ts';

/** All tools, in the order in which they are usually called. */
export const TOOLS: readonly Tool[] = [
  whatsWrongTool,
  findTracesTool,
  explainTraceTool,
  getTraceTool,
  profileTool,
  searchLogsTool,
  compareTracesTool,
  listOperationsTool,
  queryMetricsTool,
  listAlertsTool,
  serviceMapTool,
];
