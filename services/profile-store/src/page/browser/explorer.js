import { element } from '#flame-graph/elements.js';
import { labelValues } from '#flame-graph/store.js';
import { showProfile } from '#flame-graph/view.js';

const PREFERRED_TYPE = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

const form = document.getElementById('choice');
const view = document.getElementById('view');
const keep = document.getElementById('keep');
const { service, type, range, trace, span } = form.elements;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  show();
});
for (const field of [type, range]) field.addEventListener('change', show);
service.addEventListener('change', async () => {
  await offerTypes();
  await show();
});
await start();

async function start() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  offer(service, await labelValues('service_name', ''), wanted.get('service'));
  if (service.options.length === 0)
    return say('The store is empty. Profiles arrive within a minute of a service’s start.');
  await offerTypes(wanted.get('type'));
  range.value = wanted.get('range') ?? range.value;
  trace.value = wanted.get('trace') ?? '';
  span.value = wanted.get('span') ?? '';
  await show();
}

async function offerTypes(wanted = type.value) {
  const types = await labelValues('__profile_type__', selector());
  offer(type, types, types.includes(wanted) ? wanted : PREFERRED_TYPE);
}

function offer(select, values, wanted) {
  select.replaceChildren(...values.map((value) => element('option', { value }, labelOf(value))));
  if (values.includes(wanted)) select.value = wanted;
}

/** `cpu (nanoseconds)` for a profile type id; anything else as it is. */
function labelOf(value) {
  const [, sampleType, unit] = value.split(':');
  return sampleType === undefined ? value : `${sampleType} (${unit})`;
}

function selector() {
  return `{service_name=${JSON.stringify(service.value)}}`;
}

async function show() {
  if (!form.reportValidity()) return;
  const query = queryOf({ query: `${type.value}${selector()}`, from: `now-${range.value}`, until: 'now' });
  history.replaceState(null, '', `#${new URLSearchParams(new FormData(form))}`);
  keep.href = `/flamegraph.html?${query}&${new URLSearchParams({ title: `${service.value} ${labelOf(type.value)}` })}`;
  keep.download = `${service.value}-${type.value.split(':')[1]}.html`;
  try {
    const response = await fetch(`/flamegraph.json?${query}`);
    if (!response.ok) throw new Error((await response.json()).detail);
    showProfile(view, await response.json());
  } catch (error) {
    say(`The profile could not be read: ${error.message}`);
  }
}

function queryOf(parameters) {
  const ids = Object.entries({ trace: trace.value, span: span.value }).filter(([, id]) => id !== '');
  return new URLSearchParams({ ...parameters, ...Object.fromEntries(ids) });
}

function say(text) {
  view.replaceChildren(element('p', { className: 'empty' }, text));
}
