import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorState, type PromqlEditorProps } from './editor-state.ts';

/** An editor for PromQL that completes Prometheus' names and underlines mistakes. */
export function PromqlEditor(props: PromqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (host.current === null) return undefined;
    // The page's content security policy forbids style elements; within a shadow root the editor adopts style sheets instead.
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
