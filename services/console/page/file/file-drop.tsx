import './file.css';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Lets a file be dropped anywhere on any page. */
export function FileDrop() {
  const [isOver, setOver] = useState(false);
  const navigate = useNavigate();
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = async (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      setOver(false);
      if (file === undefined) return;
      event.preventDefault();
      // The reader of files is loaded with the first one.
      const { shownFile } = await import('./opened.ts');
      shownFile.open(file);
      navigate({ to: '/file' });
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [navigate]);
  return isOver ? <div className="drop-veil">Drop a trace (JSON of Jaeger or OTLP) or a profile (pprof)</div> : null;
}
