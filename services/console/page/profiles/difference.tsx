import { useMemo } from 'react';
import type { ProfileAnswer } from '../../src/api/profiles.ts';
import type { MergedProfile } from '../../src/backends/profile-store.ts';
import { type Change, flameDifference } from '../../src/model/flame/difference.ts';
import type { FlameNode } from '../../src/model/flame/flame-node.ts';
import { findBoxes } from '../../src/model/flame/found.ts';
import { apart, HIDEABLE } from '../../src/model/profile/hidden-kinds.ts';
import { printable } from '../../src/model/text.ts';
import type { Query } from '../api/client.ts';
import { useAnswer } from '../api/use-answer.ts';
import type { FlamePaint } from '../parts/flame/draw.ts';
import { FlameGraph } from '../parts/flame/flame-graph.tsx';
import { FlameKey } from '../parts/flame/flame-key.tsx';
import { Moment } from '../parts/moment.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { SandwichButton } from './sandwich-button.tsx';
import { type Search, useProfilesSearch } from './use-profiles-search.ts';

const PAINTS: Record<Change, FlamePaint> = {
  'much-less': { colour: 'var(--service-0)', pattern: 0 },
  less: { colour: 'var(--service-0)', pattern: 1 },
  same: { colour: 'var(--line)', pattern: 2 },
  more: { colour: 'var(--service-1)', pattern: 1 },
  'much-more': { colour: 'var(--service-1)', pattern: 0 },
};
const TITLES: Record<Change, string> = {
  'much-more': 'twice as much or more',
  more: 'more',
  same: 'about the same',
  less: 'less',
  'much-less': 'half or less',
};
const CHANGES = Object.keys(TITLES) as Change[];
const paintOf = (group: string) => PAINTS[group as Change] ?? PAINTS.same;
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

export interface DifferenceProps {
  answer: ProfileAnswer;
  query: Query;
  /** Without what is hidden. */
  profile: MergedProfile;
}

/** What became more and less of the whole, against what the URL names. */
export function Difference({ answer, query, profile }: DifferenceProps) {
  const { search } = useProfilesSearch();
  const other = otherQuery(search, { answer, query });
  const result = useAnswer<ProfileAnswer>('/api/profiles', other, { enabled: other !== undefined });
  if (other === undefined) return <Empty>Choose what to compare with.</Empty>;
  return (
    <Answered result={result} what="what it is compared with">
      {(before) => (result.error === null ? <Drawn before={before} after={profile} /> : null)}
    </Answered>
  );
}

function otherQuery(search: Search, { answer, query }: Pick<DifferenceProps, 'answer' | 'query'>): Query | undefined {
  const { type } = query;
  const { begin, end } = answer;
  switch (search.against) {
    case 'earlier':
      return {
        ...query,
        minutes: undefined,
        from: Math.floor(begin - (end - begin)),
        to: Math.floor(begin),
      };
    case 'service':
      return search.otherService === undefined
        ? undefined
        : { ...query, service: search.otherService, operation: undefined };
    case 'usual':
      return { type, trace: search.trace, span: search.span, usual: true };
    case 'span':
      return search.otherTrace === undefined || search.otherSpan === undefined
        ? undefined
        : { type, trace: search.otherTrace, span: search.otherSpan };
    default:
      return undefined;
  }
}

function Drawn({ before, after }: { before: ProfileAnswer; after: MergedProfile }) {
  const { search, change } = useProfilesSearch();
  const { gc, idle, find, zoom } = search;
  const { root, sharesOf } = useMemo(() => {
    const hidden = HIDEABLE.filter((kind) => ({ gc, idle })[kind] === 'hidden');
    return flameDifference(apart(before.profile, hidden).profile, after);
  }, [before, after, gc, idle]);
  const found = useMemo(() => (find === undefined ? undefined : findBoxes(root, find)), [root, find]);
  const describe = (node: FlameNode) => {
    const { before: was, after: is } = sharesOf(node);
    const points = (is - was) * 100;
    return `${percent(was)} before, ${percent(is)} now (${points > 0 ? '+' : ''}${points.toFixed(1)} points)`;
  };
  return (
    <section aria-label="Difference">
      <p className="quiet">
        Against {printable(before.service)}, <Moment at={before.begin} /> – <Moment at={before.end} />
        {before.spans !== undefined && `, ${before.spans.toLocaleString('en')} spans`}. Shares of the whole are
        compared.
      </p>
      <p className="flame-keys quiet">
        {CHANGES.map((kind) => (
          <FlameKey key={kind} paint={PAINTS[kind]} text={TITLES[kind]} />
        ))}
      </p>
      <FlameGraph
        {...{ root, paintOf, describe }}
        of="the difference"
        valueText={percent}
        found={found?.boxes}
        zoom={{ key: zoom, change: (key) => change({ zoom: key }) }}
        actions={(node) => node !== root && <SandwichButton name={node.name} place={node.note} />}
      />
    </section>
  );
}
