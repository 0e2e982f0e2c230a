import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { counted } from '../../../src/model/format/text.ts';
import { useTraceSearch } from '../use-trace-search.ts';
import { LeastDuration } from './least-duration.tsx';
import type { TimelineState } from './use-timeline.ts';
import './tool-bar.css';

export interface ToolBarProps {
  timeline: TimelineState;
  /** Moves the focus back to the rows. */
  onLeave(): void;
}

/** The search and the filters of the timeline. */
export function ToolBar({ timeline, onLeave }: ToolBarProps) {
  const { waterfall, folding, visible, zoom } = timeline;
  const { search, change } = useTraceSearch();
  const isZoomed = zoom.shown.begin > zoom.whole.begin || zoom.shown.end < zoom.whole.end;
  return (
    <div className="tool-bar">
      <Find timeline={timeline} onLeave={onLeave} />
      <label>
        <input
          type="checkbox"
          checked={search.critical === true}
          onChange={({ target }) => change({ critical: target.checked || undefined })}
        />{' '}
        critical path only
      </label>
      <LeastDuration value={search.min} onChange={(min) => change({ min }, { replace: true })} />
      {waterfall.hops.length > 0 && (
        <label>
          <input
            type="checkbox"
            checked={search.hops !== 'unfolded'}
            onChange={({ target }) => change({ hops: target.checked ? undefined : 'unfolded' })}
          />{' '}
          MCP calls as one row each
        </label>
      )}
      <button type="button" onClick={folding.foldAll}>
        Fold all
      </button>
      <button type="button" onClick={folding.unfoldAll} disabled={folding.folded.size === 0}>
        Unfold all
      </button>
      {isZoomed && (
        <button type="button" onClick={() => zoom.show(zoom.whole)}>
          Show the whole trace
        </button>
      )}
      <span className="quiet" role="status">
        {visible.length === waterfall.rows.length
          ? counted(visible.length, 'row')
          : `${visible.length.toLocaleString('en')} of ${counted(waterfall.rows.length, 'row')}`}
      </span>
      <Keys />
    </div>
  );
}

function Find({ timeline: { found, active, goToMatch }, onLeave }: ToolBarProps) {
  const { search, change } = useTraceSearch();
  const [text, setText] = useState(search.find ?? '');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => focusOnSlash(input), []);
  const look = (next: string) => {
    setText(next);
    change({ find: next === '' ? undefined : next }, { replace: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') goToMatch(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    look('');
    onLeave();
  };
  const place = found.indexOf(active) + 1;
  return (
    <search className="find">
      <input
        ref={input}
        type="search"
        aria-label="Find in spans"
        aria-keyshortcuts="/"
        placeholder="Find name, service, attribute … ( / )"
        value={text}
        onChange={({ target }) => look(target.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" className="quiet">
        {text !== '' && `${place > 0 ? `${place} of ` : ''}${counted(found.length, 'match', 'matches')}`}
      </span>
      <button type="button" aria-label="Previous match" disabled={found.length === 0} onClick={() => goToMatch(-1)}>
        ↑
      </button>
      <button type="button" aria-label="Next match" disabled={found.length === 0} onClick={() => goToMatch(1)}>
        ↓
      </button>
    </search>
  );
}

/** Focuses the search on `/`, unless the user is typing in a field. */
function focusOnSlash(input: { current: HTMLInputElement | null }) {
  const onKeyDown = (event: globalThis.KeyboardEvent) => {
    const isText = event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null;
    if (event.key !== '/' || isText || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.current?.focus();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

const KEYS = [
  ['↑ ↓', 'from row to row'],
  ['← →', 'fold, unfold; to the row above, below'],
  ['Home End', 'to the first, last row'],
  ['Enter', 'details'],
  ['Esc', 'closes details; leaves the search'],
  ['/', 'search; Enter and Shift+Enter go from match to match'],
  ['n p', 'next and previous match'],
  ['+ − 0', 'zoom in, out, back; also by Ctrl and the wheel'],
  ['z', 'zoom to the span'],
];

function Keys() {
  return (
    <details className="keys">
      <summary>Keys</summary>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
