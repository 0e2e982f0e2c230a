import type { OperationsAnswer } from '../../src/api/services.ts';
import { TYPE_NAMES, type TypeName } from '../../src/backends/profile-types.ts';
import type { ProfiledService } from '../../src/questions/profiled-services.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { Against } from './against.tsx';
import { TYPE_TITLES } from './type-titles.ts';
import { useProfilesSearch } from './use-profiles-search.ts';

const titleOf = (type: string) => (Object.hasOwn(TYPE_TITLES, type) ? TYPE_TITLES[type as TypeName] : type);
const idCheck = (digits: number) => (text: string) =>
  new RegExp(`^[0-9a-f]{${digits}}$`, 'i').test(text) ? undefined : `expected ${digits} hexadecimal digits`;
const ofTrace = idCheck(32);
const ofSpan = idCheck(16);

export interface ProfileFormProps {
  known: readonly ProfiledService[];
  /** The service whose profile is shown. */
  service: string | undefined;
}

/** Selects service, type, operation and comparison. */
export function ProfileForm({ known, service }: ProfileFormProps) {
  const { search, change } = useProfilesSearch();
  const { type = 'cpu', operation, trace, span, find } = search;
  const operations = useAnswer<OperationsAnswer>(
    `/api/services/${encodeURIComponent(service ?? '')}/operations`,
    {},
    { enabled: service !== undefined },
  );
  const types = known.find((one) => one.service === service)?.types ?? [];
  return (
    <search className="search-form">
      <Choice
        label="Service"
        value={service}
        none="the busiest"
        options={known.map((one) => one.service)}
        onChoose={(chosen) => change({ service: chosen, operation: undefined, span: undefined, zoom: undefined })}
      />
      <Choice
        label="Type"
        value={type}
        none={TYPE_TITLES.cpu}
        options={(types.length > 0 ? types : TYPE_NAMES).filter((one) => one !== 'cpu' || type === 'cpu')}
        textOf={titleOf}
        onChoose={(chosen) => change({ type: chosen, zoom: undefined })}
      />
      <Choice
        label="Operation"
        value={operation}
        none="all operations"
        options={operations.data?.operations ?? []}
        onChoose={(chosen) => change({ operation: chosen, trace: undefined, span: undefined })}
      />
      <Field
        label="Trace"
        value={trace}
        size={16}
        check={ofTrace}
        onCommit={(id) => change({ trace: id?.toLowerCase(), span: undefined, operation: undefined })}
      />
      {trace !== undefined && (
        <Field
          label="Span"
          value={span}
          size={16}
          check={ofSpan}
          onCommit={(id) => change({ span: id?.toLowerCase(), service: id === undefined ? service : undefined })}
        />
      )}
      <Field label="Find a function" value={find} size={16} onCommit={(text) => change({ find: text })} />
      <Against known={known} service={service} />
    </search>
  );
}
