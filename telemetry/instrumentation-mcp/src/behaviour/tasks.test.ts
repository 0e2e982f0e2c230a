import { traceMatchers } from '@cortex/trace-testing';
import { type Emitted, runFixture, traceOf } from '../fixtures/run.ts';

expect.extend(traceMatchers);

describe('a tool call of v1 that runs as a task', () => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture('tasks.ts');
  });

  test('is one trace with the polling, and with the requests of the task after the call is answered', () => {
    expect(emitted.kinds).toEqual(['taskCreated', 'taskStatus', 'result']);
    const sampling = { name: 'sampling/createMessage', children: [{ name: 'inside the sampling' }] };
    const asked = { name: 'sampling/createMessage', kind: 'CLIENT' as const, children: [sampling] };
    expect(traceOf(emitted, 'run a task')).toContainTrace({
      name: 'run a task',
      children: [
        {
          name: 'tools/call long',
          kind: 'CLIENT',
          children: [
            {
              name: 'tools/call long',
              kind: 'SERVER',
              children: [asked, { name: 'notifications/tasks/status', kind: 'CLIENT' }],
            },
          ],
        },
        { name: 'tasks/get', kind: 'CLIENT', children: [{ name: 'tasks/get', kind: 'SERVER' }] },
        { name: 'tasks/result', kind: 'CLIENT', children: [{ name: 'tasks/result', kind: 'SERVER' }] },
      ],
    });
  });

  test('ends every span that it starts', () => {
    expect(emitted.spans).toHaveLength(emitted.started);
    expect(emitted.faults).toEqual([]);
  });
});
