import type { StartedContainers } from '../../platform/container-runner.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';

export function stoppedContainersSuite(under: PlatformUnderTest, containers: () => StartedContainers): void {
  describe('while a container is stopped', () => {
    under.test('requests go on without a Collector', async () => {
      await containers().stopPart('collector');
      await under.exchange('Nobody is there').finally(() => containers().startPart('collector'));
      expect((await under.sendInput('Somebody is there')).roots).toHaveLength(1);
    });

    under.test('core-api answers without memory, and works again once it is back', async () => {
      await containers().stopPart('memory-service');
      const client = await under.client();
      const refused = client.sendInput('Nowhere to keep it', 'integration');
      await expect(refused.finally(() => containers().startPart('memory-service'))).rejects.toThrow(/answered 503/);
      await under.untilInputsAreTaken();
    });
  });
}
