import { html } from './html.ts';

const BODY = `<header>
<h1>Profiles</h1>
<form id="choice">
<label>Service <select name="service"></select></label>
<label>Profile <select name="type"></select></label>
<label>Range <select name="range">
<option value="5m">last 5 minutes</option>
<option value="15m">last 15 minutes</option>
<option value="1h" selected>last hour</option>
<option value="6h">last 6 hours</option>
<option value="1d">last day</option>
<option value="3d">last 3 days</option>
</select></label>
<label>Trace id <input name="trace" size="34" pattern="[0-9a-fA-F]{32}" placeholder="any" title="32 hexadecimal digits"></label>
<label>Span id <input name="span" size="18" pattern="[0-9a-fA-F]{16}" placeholder="any" title="16 hexadecimal digits"></label>
<button>Show</button>
<a id="keep" download>Keep as a file</a>
</form>
</header>
<main id="view"></main>`;

/** Chooses among what is stored and shows it. */
export function explorerPage(): string {
  return html({ title: 'Profiles', body: BODY, module: 'explorer.js' });
}
