import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewline } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import type { RefObject } from 'react';
import { metricNames } from './metric-names.ts';
import type { Search } from './use-metrics-search.ts';

export interface PromqlEditorProps {
  value: string;
  /** Its time range bounds the names that are offered. */
  search: Search;
  onEdit(text: string): void;
  onRun(text: string): void;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.function(tags.variableName)], color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--well)' },
  { tag: [tags.number, tags.labelName], color: 'var(--warned)' },
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
]);

const theme = EditorView.theme({
  '&': {
    color: 'var(--text)',
    background: 'var(--ground)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--round)',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: '0.875rem' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--quiet)' },
  '.cm-tooltip': { background: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { color: 'inherit' },
});

/** The initial state of the editor. @param props a reference to those of the newest render */
export function editorState(props: RefObject<PromqlEditorProps>): EditorState {
  const promql = new PromQLExtension().setComplete({ remote: metricNames(() => props.current.search) });
  const run = ({ state }: EditorView) => {
    props.current.onRun(state.doc.toString());
    return true;
  };
  return EditorState.create({
    doc: props.current.value,
    extensions: [
      history(),
      closeBrackets(),
      bracketMatching(),
      autocompletion(),
      promql.asExtension(),
      syntaxHighlighting(colours),
      theme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'PromQL' }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) props.current.onEdit(state.doc.toString());
      }),
      placeholder('up'),
      // Enter accepts an open completion before it runs the query.
      keymap.of(completionKeymap),
      keymap.of([{ key: 'Enter', run, shift: insertNewline }]),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    ],
  });
}
