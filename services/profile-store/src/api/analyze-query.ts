import type { z } from 'zod';
import { parseSelectors } from '../query/label-selector.ts';
import type { ProfileReader } from '../query/profile-reader.ts';
import { splitQuery } from './profile-query.ts';
import { type AnalyzeQueryRequest, rangeOf } from './requests.ts';

/** Estimates what a query has to read. The store reports itself as one component with one block. */
export function analyzeQuery(reader: ProfileReader, request: z.output<typeof AnalyzeQueryRequest>) {
  const { profileType, selector } = splitQuery(request.query);
  const selection = { ...rangeOf(request), matchers: parseSelectors([selector]), ...(profileType && { profileType }) };
  const series = reader.series(selection);
  const { profiles, samples, bytes } = reader.extent(series, selection);
  return {
    queryScopes: [
      {
        componentType: 'Profile store',
        componentCount: 1n,
        blockCount: 1n,
        seriesCount: BigInt(series.length),
        profileCount: BigInt(profiles),
        sampleCount: BigInt(samples),
        indexBytes: BigInt(bytes.series),
        profileBytes: BigInt(bytes.profiles),
        symbolBytes: BigInt(bytes.symbols),
      },
    ],
    queryImpact: {
      totalBytesInTimeRange: BigInt(bytes.series + bytes.profiles + bytes.symbols),
      totalQueriedSeries: BigInt(series.length),
    },
  };
}
