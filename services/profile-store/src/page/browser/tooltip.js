import { element } from '#flame-graph/elements.js';
import { formatShare, formatValue } from '#flame-graph/values.js';

const DISTANCE_PIXELS = 14;

/** A box beside the pointer that describes the node below it. */
export function addTooltip(graph, { root, unit }) {
  const tooltip = element('div', { className: 'tooltip', hidden: true, role: 'tooltip' });
  graph.addEventListener('point', ({ detail: { node, x, y } }) => {
    tooltip.hidden = node === undefined;
    if (node === undefined) return;
    tooltip.replaceChildren(...describe(node, { root, zoomed: graph.zoomed, unit }));
    place(tooltip, x, y);
  });
  return tooltip;
}

function place(tooltip, x, y) {
  const { offsetWidth, offsetHeight } = tooltip;
  tooltip.style.left = `${Math.max(0, Math.min(x + DISTANCE_PIXELS, innerWidth - offsetWidth - DISTANCE_PIXELS))}px`;
  const below = y + DISTANCE_PIXELS;
  tooltip.style.top = `${below + offsetHeight < innerHeight ? below : y - offsetHeight - DISTANCE_PIXELS}px`;
}

/** The lines of a node's description. */
export function describe(node, { root, zoomed, unit }) {
  const amount = (label, value) => `${label} ${formatValue(value, unit)} · ${formatShare(value, root.total)} of all`;
  return [
    element('strong', {}, node.name),
    ...(node.place ? [element('div', { className: 'place' }, node.place)] : []),
    element('div', {}, amount('total', node.total)),
    ...(zoomed === root ? [] : [element('div', {}, `${formatShare(node.total, zoomed.total)} of ${zoomed.name}`)]),
    element('div', {}, amount('self', node.self)),
  ];
}
