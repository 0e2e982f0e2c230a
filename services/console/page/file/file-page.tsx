import './file.css';
import type { Trace } from '@cortex/trace-testing/trace';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Cut } from '../parts/cut.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { TraceView } from '../trace/trace-view.tsx';
import { FileChooser } from './file-chooser.tsx';
import { FileProfileView } from './file-profile-view.tsx';
import { type Opened, shownFile, useOpened } from './opened.ts';
import { TraceList } from './trace-list.tsx';

/** A trace or a profile from a file, without any backend. */
export function FilePage() {
  const opened = useOpened(shownFile);
  return (
    <>
      <FileChooser />
      {opened === undefined ? (
        <>
          <PageTitle of="File" />
          <Empty>
            Drop a file anywhere on the page: a trace as JSON of Jaeger or of OTLP, or a profile as pprof; each may be
            gzipped. It is read in your browser and sent nowhere.
          </Empty>
        </>
      ) : (
        <Content opened={opened} />
      )}
    </>
  );
}

function Content({ opened: { name, content, error } }: { opened: Opened }) {
  const title = <PageTitle of={`File ${name}`} />;
  if (content === undefined) {
    return (
      <>
        {title}
        {error === undefined ? <Loading what={name} /> : <Failure error={error} />}
      </>
    );
  }
  return (
    <>
      <p className="quiet">
        From the file <Cut text={name} />
      </p>
      {content.kind === 'profile' ? (
        <>
          {title}
          <FileProfileView file={content.profile} />
        </>
      ) : (
        <Traces traces={content.traces} title={title} />
      )}
    </>
  );
}

/** @param title shown while no trace is open; an open trace brings its own */
function Traces({ traces, title }: { traces: Trace[]; title: ReactNode }) {
  const { trace: chosen } = useSearch({ from: '/file' });
  const trace = traces.length === 1 ? traces[0] : traces.find(({ traceId }) => traceId === chosen);
  return (
    <>
      {traces.length > 1 && <TraceList {...{ traces, trace }} />}
      {trace === undefined ? title : <TraceView key={trace.traceId} trace={trace} />}
    </>
  );
}
