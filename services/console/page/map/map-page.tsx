import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MapAnswer } from '../../src/api/map.ts';
import { useAnswer } from '../api/use-answer.ts';
import { GraphPicture } from '../parts/graph/graph-picture.tsx';
import { NoData } from '../parts/no-data.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Answered } from '../parts/states.tsx';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import { EdgeTable } from './edge-table.tsx';
import { pictureOf } from './picture-of.ts';

const REFRESH_MILLISECONDS = 15_000;

/** Who calls whom: services, databases and MCP servers, with rate, errors and duration. */
export function MapPage() {
  const search = useSearch({ strict: false }) as RangeSearch;
  const result = useAnswer<MapAnswer>('/api/map', rangeQuery(search), { everyMilliseconds: REFRESH_MILLISECONDS });
  return (
    <>
      <PageHead title="Map" />
      <Answered result={result} what="who calls whom">
        {(answer) =>
          answer.edges.length === 0 ? <NoData what="There are no calls in this time." /> : <Known answer={answer} />
        }
      </Answered>
    </>
  );
}

function Known({ answer: { edges, begin, end } }: { answer: MapAnswer }) {
  const seconds = (end - begin) / 1000;
  const picture = useMemo(() => pictureOf(edges, seconds), [edges, seconds]);
  return (
    <>
      <GraphPicture picture={picture} />
      <EdgeTable edges={edges} seconds={seconds} />
    </>
  );
}
