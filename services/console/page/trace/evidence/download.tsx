import { jaegerJson } from '../../../src/model/files/jaeger-json.ts';
import { useLookedAt } from '../looked-at.ts';

const REVOKED_AFTER_MILLISECONDS = 60_000;

/** Saves the trace in Jaeger's JSON, which the file page opens. */
export function Download() {
  const { trace } = useLookedAt();
  const save = () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(jaegerJson(trace))], { type: 'application/json' }));
    const link = Object.assign(document.createElement('a'), {
      href: address,
      download: `trace-${trace.traceId.replace(/[^0-9a-f]/gi, '')}.json`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), REVOKED_AFTER_MILLISECONDS);
  };
  return (
    <button type="button" onClick={save}>
      Download JSON
    </button>
  );
}
