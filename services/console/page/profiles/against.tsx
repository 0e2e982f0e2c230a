import type { ProfiledService } from '../../src/questions/profiled-services.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { AGAINST, type ProfilesSearch } from './search.ts';
import { TwoRanges, twoRanges } from './two-ranges.tsx';
import { useProfilesSearch } from './use-profiles-search.ts';

type Kind = NonNullable<ProfilesSearch['against']>;

const TITLES: Record<Kind, string> = {
  earlier: 'the period before',
  range: 'another time or service',
  service: 'another service in this period',
  usual: 'usual spans of the operation',
  span: 'another span',
};

/** Selects what the profile is compared with. */
export function Against({ known, service }: { known: readonly ProfiledService[]; service: string | undefined }) {
  const { search, change } = useProfilesSearch();
  const { against, trace, span, otherService, otherTrace, otherSpan } = search;
  const isPossible = (kind: Kind) => {
    if (kind === 'earlier' || kind === 'service') return trace === undefined;
    return kind !== 'usual' || span !== undefined;
  };
  const choose = (kind: Kind | undefined) =>
    change({
      against: kind,
      view: search.view === 'sandwich' ? undefined : search.view,
      zoom: undefined,
      ...(kind === 'range' && twoRanges(search)),
    });
  return (
    <>
      <Choice
        label="Compare with"
        value={against}
        none="nothing"
        options={AGAINST.filter(isPossible)}
        textOf={(kind) => TITLES[kind as Kind]}
        onChoose={(kind) => choose(kind as Kind | undefined)}
      />
      {against === 'range' && <TwoRanges known={known} service={service} />}
      {against === 'service' && (
        <Choice
          label="Other service"
          value={otherService}
          none="choose one"
          options={known.map((one) => one.service).filter((one) => one !== service)}
          onChoose={(chosen) => change({ otherService: chosen })}
        />
      )}
      {against === 'span' && (
        <>
          <Field label="Its trace" value={otherTrace} size={16} onCommit={(id) => change({ otherTrace: id })} />
          <Field label="Its span" value={otherSpan} size={16} onCommit={(id) => change({ otherSpan: id })} />
        </>
      )}
    </>
  );
}
