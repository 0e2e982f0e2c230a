import { randomBytes } from 'node:crypto';
import { eventually } from '@cortex/trace-testing';
import { forwardLine } from '../../platform/forward-line.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { SERVICES } from './services.ts';

export function logsSuite(under: PlatformUnderTest): void {
  describe('logs', () => {
    under.test('the log store has lines of every service of the trace', async () => {
      const { traceId } = await under.trace();
      await eventually(
        async () => {
          const lines = await under.platform.logs.query(`trace_id:="${traceId}"`);
          const names = lines.map((line) => line['service.name']);
          return SERVICES.every((name) => names.includes(name)) ? true : undefined;
        },
        { what: `log lines of the three services with trace ${traceId}` },
      );
    });

    under.test("a line over Fluentd's forward protocol keeps its trace", async () => {
      const traceId = randomBytes(16).toString('hex');
      const line = JSON.stringify({ level: 50, trace_id: traceId, msg: 'from a container' });
      await forwardLine({ url: under.platform.urls.fluentForward, tag: 'memory-service', line });
      const stored = await eventually(async () => (await under.platform.logs.query(`trace_id:="${traceId}"`))[0], {
        what: `the forwarded line with trace ${traceId}`,
      });
      expect(stored).toMatchObject({
        'service.name': 'memory-service',
        severity_text: 'Error',
        _msg: 'from a container',
      });
    });

    under.test('a line that Docker has split is joined, with its trace and without its secrets', async () => {
      const traceId = randomBytes(16).toString('hex');
      const fields = { level: 50, trace_id: traceId, stack: 'at f '.repeat(8000), password: 'hunter2', msg: 'long' };
      await forwardLine({
        url: under.platform.urls.fluentForward,
        tag: 'memory-service',
        line: JSON.stringify(fields),
      });
      const stored = await eventually(async () => (await under.platform.logs.query(`trace_id:="${traceId}"`))[0], {
        what: `the joined line with trace ${traceId}`,
      });
      expect(stored).toMatchObject({ severity_text: 'Error', _msg: 'long', password: '****' });
      expect(stored).not.toHaveProperty('partial_id');
    });

    under.test('a record with a duplicate attribute key breaks nothing', async () => {
      const mark = randomBytes(8).toString('hex');
      const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
      const twice = [attribute('service.name', 'one'), attribute('service.name', 'two'), attribute('mark', mark)];
      const map = { kvlistValue: { values: [...twice, attribute('message', 'in a map')] } };
      const logRecords = [{ body: { stringValue: 'twice' }, attributes: twice }, { body: map }];
      const response = await fetch(`${under.platform.urls.collector}/v1/logs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ resourceLogs: [{ resource: { attributes: twice }, scopeLogs: [{ logRecords }] }] }),
      });
      expect(response.status).toBe(200);
      const stored = await eventually(
        async () => {
          const lines = await under.platform.logs.query(`mark:="${mark}"`);
          return lines.length === logRecords.length ? lines : undefined;
        },
        { what: 'both records in the log store' },
      );
      expect(stored.map((line) => `${line['service.name']}: ${line._msg}`).sort()).toEqual([
        'one: in a map',
        'one: twice',
      ]);
    });

    under.test('a line of another logger than pino keeps its fields', async () => {
      const request = randomBytes(8).toString('hex');
      const fields = { level: 'error', pid: 77, name: 'Alice', hostname: 'db-7', message: 'refused', request };
      await forwardLine({ url: under.platform.urls.fluentForward, tag: 'go-app', line: JSON.stringify(fields) });
      const stored = await eventually(async () => (await under.platform.logs.query(`request:="${request}"`))[0], {
        what: `the line of request ${request}`,
      });
      const { message, ...others } = fields;
      expect(stored).toMatchObject({ ...others, pid: '77', severity_text: 'Error', _msg: message });
    });
  });
}
