import type { ProfileAnswer } from '../../src/api/profiles.ts';
import type { Query } from '../api/client.ts';
import type { Search } from './use-profiles-search.ts';

/** The profile on the page, and its query. */
export interface Asked {
  answer: ProfileAnswer;
  query: Query;
}

/** The query of the profile to compare with; undefined while the URL is incomplete. */
export function otherQuery(search: Search, { answer, query }: Asked): Query | undefined {
  const { against, otherService, otherTrace, otherSpan, otherFrom, otherTo } = search;
  const { type } = query;
  const { begin, end } = answer;
  switch (against) {
    case 'earlier':
      return { ...query, minutes: undefined, from: Math.floor(begin - (end - begin)), to: Math.floor(begin) };
    case 'range': {
      if (otherFrom === undefined || otherTo === undefined) return undefined;
      const service = otherService ?? answer.service;
      // An operation belongs to one service.
      const operation = service === answer.service ? query.operation : undefined;
      return { type, service, operation, from: otherFrom, to: otherTo };
    }
    case 'service':
      return otherService === undefined ? undefined : { ...query, service: otherService, operation: undefined };
    case 'usual':
      return { type, trace: search.trace, span: search.span, usual: true };
    case 'span':
      if (otherTrace === undefined || otherSpan === undefined) return undefined;
      return { type, trace: otherTrace, span: otherSpan };
    default:
      return undefined;
  }
}
