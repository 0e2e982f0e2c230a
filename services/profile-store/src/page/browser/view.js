import { element } from '#flame-graph/elements.js';
import { FlameGraph } from '#flame-graph/flame-graph.js';
import { functionTable } from '#flame-graph/function-table.js';
import { useKeyboard } from '#flame-graph/keyboard.js';
import { matchedTotal, readSearch, searchFor } from '#flame-graph/search.js';
import { addTooltip } from '#flame-graph/tooltip.js';
import { readTree } from '#flame-graph/tree.js';
import { formatShare, formatValue } from '#flame-graph/values.js';

/** Shows a profile in the container, replacing its content. */
export function showProfile(container, profile) {
  const root = readTree(profile);
  if (root.total === 0) return container.replaceChildren(element('p', { className: 'empty' }, 'No samples.'));
  const { unit } = profile;
  const graph = new FlameGraph(root);
  const { tools, search } = toolbar(graph, { root, unit });
  const onChoose = (name) => {
    search(searchFor(name));
    graph.element.scrollIntoView({ block: 'nearest' });
  };
  container.replaceChildren(
    element('p', { className: 'about' }, aboutProfile(profile)),
    tools,
    graph.element,
    addTooltip(graph, { root, unit }),
    functionTable(root, { unit, onChoose }),
  );
  graph.draw();
}

/** The search field, the reset button, and texts about the selected node and the matches. */
function toolbar(graph, { root, unit }) {
  const searchField = element('input', { type: 'search', placeholder: 'Search functions and files ( / )', size: 34 });
  searchField.ariaLabel = 'Search functions and files';
  const status = element('output', { className: 'status' });
  const say = () => {
    status.textContent = describeState(graph, { root, unit, isSearching: searchField.value !== '' });
  };
  const search = (text) => {
    searchField.value = text;
    graph.search(readSearch(text));
    say();
  };
  const reset = () => {
    graph.zoom(root);
    search('');
  };
  searchField.addEventListener('input', () => search(searchField.value));
  graph.addEventListener('select', say);
  useKeyboard({ graph, searchField, reset });
  say();
  const resetButton = element('button', { type: 'button', onclick: reset }, 'Reset (Esc)');
  return { tools: element('div', { className: 'tools' }, searchField, resetButton, status), search };
}

function describeState(graph, { root, unit, isSearching }) {
  const { name, place, total, self } = graph.selected;
  const own = `${formatValue(total, unit)} (${formatShare(total, root.total)}), self ${formatValue(self, unit)}`;
  const matched = () =>
    formatShare(
      matchedTotal(root, (node) => graph.matches(node)),
      root.total,
    );
  return `${name}${place && ` ${place}`}: ${own}${isSearching ? ` — matched: ${matched()}` : ''}`;
}

function aboutProfile({ sampleType, profiles, isMean, start, end }) {
  const time = (milliseconds) => new Date(milliseconds).toLocaleString();
  const range = start > 0 ? `${time(start)} – ${time(end)}` : `until ${time(end)}`;
  const how = isMean ? `mean of ${profiles} profiles` : `${profiles} profile${profiles === 1 ? '' : 's'}`;
  return `${sampleType} · ${range} · ${how}`;
}
