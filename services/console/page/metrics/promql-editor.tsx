import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorState } from './editor-state.ts';
import type { Search } from './use-metrics-search.ts';

export interface PromqlEditorProps {
  value: string;
  /** Over which time names are completed. */
  search: Search;
  onEdit(text: string): void;
  onRun(text: string): void;
}

/** A text of PromQL with completion from Prometheus' own names, and its mistakes underlined. */
export function PromqlEditor(props: PromqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (host.current === null) return undefined;
    // The policy of the page refuses style elements; below a shadow root the editor adopts style sheets instead.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const editor = new EditorView({ state: editorState(latest), parent: root, root });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === props.value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } });
  }, [props.value]);
  return <div className="promql-editor" ref={host} />;
}
