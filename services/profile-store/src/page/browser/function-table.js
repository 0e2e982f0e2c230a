import { element } from '#flame-graph/elements.js';
import { listFunctions } from '#flame-graph/functions.js';
import { formatShare, formatValue } from '#flame-graph/values.js';

const MOST_ROWS = 50;

/** The functions with the largest own values. A click on one searches for it. */
export function functionTable(root, { unit, onChoose }) {
  const rows = listFunctions(root)
    .slice(0, MOST_ROWS)
    .map((entry) => row(entry, { total: root.total, unit, onChoose }));
  const head = ['Self', '', 'Total', '', 'Function', 'Place'].map((text) => element('th', { scope: 'col' }, text));
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
  return element('details', { open: true }, element('summary', {}, 'Top functions'), table);
}

function row({ name, place, self, total }, { total: whole, unit, onChoose }) {
  const button = element('button', { type: 'button', className: 'link', onclick: () => onChoose(name) }, name);
  const cells = [
    formatValue(self, unit),
    formatShare(self, whole),
    formatValue(total, unit),
    formatShare(total, whole),
  ];
  return element(
    'tr',
    {},
    ...cells.map((text) => element('td', { className: 'number' }, text)),
    element('td', {}, button),
    element('td', { className: 'place' }, place),
  );
}
