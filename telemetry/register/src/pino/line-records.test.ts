import { logs } from '@opentelemetry/api';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { pino } from 'pino';
import type { Pino } from './internal-types.ts';
import { LineRecords } from './line-records.ts';

test('numbers that OTLP cannot tell are texts, since the Collector refuses all records that come with one', () => {
  const exporter = new InMemoryLogRecordExporter();
  logs.setGlobalLoggerProvider(new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] }));
  const observed = pino as unknown as Pino;
  const records = new LineRecords('test', observed, observed({}, { write: () => undefined }));
  records.write(JSON.stringify({ msg: 'large', n: 1e21, of: [{ whole: 2 ** 64, time: 1.8e18 }] }));
  expect(exporter.getFinishedLogRecords().map(({ attributes }) => attributes)).toEqual([
    { n: '1e+21', of: [{ whole: String(2 ** 64), time: 1.8e18 }] },
  ]);
});
