import { randomBytes } from 'node:crypto';
import { eventually } from '@cortex/trace-testing';
import type { StartedContainers } from '../../platform/container-runner.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';

export function containerLogsSuite(under: PlatformUnderTest, containers: () => StartedContainers): void {
  under.test("the output of a container gets into the log store through Docker's fluentd driver", async () => {
    const traceId = randomBytes(16).toString('hex');
    const line = JSON.stringify({ level: 30, trace_id: traceId, msg: 'printed' });
    await containers().printWithFluentd('cognition-service', line);
    const stored = await eventually(async () => (await under.platform.logs.query(`trace_id:="${traceId}"`))[0], {
      what: `the printed line with trace ${traceId}`,
    });
    expect(stored).toMatchObject({ 'service.name': 'cognition-service', severity_text: 'Info', _msg: 'printed' });
    expect(stored).toHaveProperty('container_id');
  });
}
