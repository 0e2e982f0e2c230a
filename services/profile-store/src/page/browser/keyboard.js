/** The node that an arrow key moves to: up to the caller, down to the largest callee, left and right to its neighbours. */
const MOVES = {
  ArrowUp: ({ parent }) => parent,
  ArrowDown: ({ children }) => children.toSorted((a, b) => b.total - a.total)[0],
  ArrowLeft: (node, isShown) => beside(node, { step: -1, isShown }),
  ArrowRight: (node, isShown) => beside(node, { step: 1, isShown }),
};

function beside(node, { step, isShown }) {
  const siblings = node.parent?.children.filter(isShown) ?? [];
  return siblings[siblings.indexOf(node) + step];
}

/** Gives the keyboard all functions of the pointer. */
export function useKeyboard({ graph, searchField, reset }) {
  graph.element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') graph.zoom(graph.selected);
    else if (event.key in MOVES) move(graph, event.key);
    else return;
    event.preventDefault();
  });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') reset();
      else if (event.key === '/' && !isField(event.target)) searchField.focus();
      else return;
      event.preventDefault();
    },
    // Removed with the graph: the listener would keep it in memory when the page draws another one.
    { signal: whenRemoved(graph.element) },
  );
}

function move(graph, key) {
  const next = MOVES[key](graph.selected, (node) => graph.isShown(node));
  if (next && graph.isShown(next)) graph.select(next);
}

const isField = ({ tagName }) => ['INPUT', 'SELECT', 'TEXTAREA'].includes(tagName);

function whenRemoved(child) {
  const removed = new AbortController();
  const observer = new MutationObserver(() => {
    if (child.isConnected) return;
    observer.disconnect();
    removed.abort();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return removed.signal;
}
