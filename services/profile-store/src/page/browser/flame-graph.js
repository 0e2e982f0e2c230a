import { colourOf } from '#flame-graph/colours.js';
import { element } from '#flame-graph/elements.js';
import { ancestors, descendants } from '#flame-graph/tree.js';

const ROW_PIXELS = 20;
const NARROWEST_PIXELS = 1;
const NARROWEST_TEXT_PIXELS = 24;

/** Draws a tree of calls, callers above callees. Keeps the node that it is zoomed to and the selected one. */
export class FlameGraph extends EventTarget {
  #zoomed;
  #selected;
  #search = /(?!)/;
  #frames = new Map();

  constructor(root) {
    super();
    this.#zoomed = root;
    this.#selected = root;
    this.element = element('div', { className: 'graph', tabIndex: 0, role: 'application' });
    this.element.ariaLabel = 'Flame graph: arrow keys move, Enter zooms, Escape resets';
    this.element.addEventListener('click', ({ target }) => target.node && this.zoom(target.node));
    this.element.addEventListener('pointermove', (event) => this.#point(event));
    this.element.addEventListener('pointerleave', () => this.#tell('point', {}));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  get selected() {
    return this.#selected;
  }

  get zoomed() {
    return this.#zoomed;
  }

  zoom(node) {
    this.#zoomed = node;
    this.select(node);
    this.draw();
    this.#tell('zoom', { node });
  }

  select(node) {
    this.#frames.get(this.#selected)?.classList.remove('selected');
    this.#selected = node;
    this.#frames.get(node)?.classList.add('selected');
    this.#tell('select', { node });
  }

  /** Highlights the functions and files that match the expression. */
  search(expression) {
    this.#search = expression;
    this.draw();
  }

  matches({ name, place }) {
    return this.#search.test(name) || this.#search.test(place);
  }

  /** Whether a node is wide enough to be drawn. */
  isShown(node) {
    return this.#frames.has(node);
  }

  draw() {
    this.#frames.clear();
    this.#tell('point', {});
    const above = ancestors(this.#zoomed);
    const shown = [...above, ...this.#wideEnough()];
    const deepest = shown.reduce((depth, node) => Math.max(depth, node.depth), 0);
    this.element.style.height = `${(deepest + 1) * ROW_PIXELS}px`;
    this.element.replaceChildren(...shown.map((node) => this.#frame(node, node.depth < this.#zoomed.depth)));
  }

  *#wideEnough() {
    const least = (NARROWEST_PIXELS / Math.max(1, this.element.clientWidth)) * this.#zoomed.total;
    for (const node of descendants(this.#zoomed)) if (node.total >= least) yield node;
  }

  #frame(node, isAbove) {
    const share = isAbove ? 1 : node.total / Math.max(1, this.#zoomed.total);
    const left = isAbove ? 0 : (node.x - this.#zoomed.x) / Math.max(1, this.#zoomed.total);
    const hasText = share * this.element.clientWidth > NARROWEST_TEXT_PIXELS;
    const { hue, saturation } = colourOf(node);
    const frame = element('div', { className: 'frame', textContent: hasText ? node.name : '' });
    frame.style.cssText = `left:${left * 100}%;width:${share * 100}%;top:${node.depth * ROW_PIXELS}px;--hue:${hue};--saturation:${saturation}%`;
    frame.classList.toggle('text', hasText);
    frame.classList.toggle('above', isAbove);
    frame.classList.toggle('match', this.matches(node));
    frame.classList.toggle('selected', node === this.#selected);
    frame.node = node;
    this.#frames.set(node, frame);
    return frame;
  }

  #point({ target, clientX, clientY }) {
    this.#tell('point', { node: target.node, x: clientX, y: clientY });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
