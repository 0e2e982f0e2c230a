import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import type { MapEdge } from '../model/services/map.ts';
import { serviceMap } from '../questions/service-map.ts';
import { answerRoute } from './answer.ts';
import { type Range, range, rangeOf } from './range.ts';

export interface MapAnswer extends Range {
  /** The busiest first. */
  edges: MapEdge[];
}

/** Serves the service map. */
export function mapRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/map',
    asked: z.object(range),
    context,
    answer: async (asked, { backends }): Promise<MapAnswer> => {
      const looked = rangeOf(asked);
      return { edges: await serviceMap(backends, looked), ...looked };
    },
  });
}
