import type { ProfiledService } from '../../src/questions/profiled-services.ts';
import { Choice } from '../parts/choice.tsx';
import { momentsOf } from '../parts/time-range.ts';
import { MomentField } from './moment-field.tsx';
import { type Search, useProfilesSearch } from './use-profiles-search.ts';

/** Fixes the time range on the page, and compares it with the period of equal length before it. */
export function twoRanges(search: Search): Pick<Search, 'from' | 'to' | 'otherFrom' | 'otherTo'> {
  const { from, to } = momentsOf(search);
  return { from, to, otherFrom: 2 * from - to, otherTo: from };
}

/** Selects the two time ranges, and another service. */
export function TwoRanges({ known, service }: { known: readonly ProfiledService[]; service: string | undefined }) {
  const { search, change } = useProfilesSearch();
  const { trace, from, to, otherFrom, otherTo, otherService } = search;
  return (
    <>
      {trace === undefined && from !== undefined && to !== undefined && (
        <RangeFields title="This" begin={from} end={to} onChoose={(begin, end) => change({ from: begin, to: end })} />
      )}
      <Choice
        label="Other service"
        value={otherService}
        none="the same"
        options={known.map((one) => one.service).filter((one) => one !== service)}
        onChoose={(chosen) => change({ otherService: chosen })}
      />
      {otherFrom !== undefined && otherTo !== undefined && (
        <RangeFields
          title="Other"
          begin={otherFrom}
          end={otherTo}
          onChoose={(begin, end) => change({ otherFrom: begin, otherTo: end })}
        />
      )}
    </>
  );
}

interface RangeFieldsProps {
  /** Names the range in the labels. */
  title: string;
  begin: number;
  end: number;
  onChoose(begin: number, end: number): void;
}

function RangeFields({ title, begin, end, onChoose }: RangeFieldsProps) {
  return (
    <>
      <MomentField
        label={`${title} from`}
        value={begin}
        check={(moment) => (moment < end ? undefined : 'expected a time before its end')}
        onChoose={(moment) => onChoose(moment, end)}
      />
      <MomentField
        label={`${title} to`}
        value={end}
        check={(moment) => (moment > begin ? undefined : 'expected a time after its begin')}
        onChoose={(moment) => onChoose(begin, moment)}
      />
    </>
  );
}
