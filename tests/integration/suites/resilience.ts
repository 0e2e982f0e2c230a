import type { PlatformUnderTest } from './platform-under-test.ts';

export function resilienceSuite(under: PlatformUnderTest): void {
  describe('while a part is paused', () => {
    under.test('requests go on without the Collector, which gets their telemetry when it continues', async () => {
      await under.platform.pause('collector');
      const userAgent = await under.exchange('Nobody is looking').finally(() => under.platform.resume('collector'));
      expect((await under.traceOf(userAgent)).roots).toHaveLength(1);
    });

    under.test('core-api refuses inputs that cannot be stored, and accepts them again afterwards', async () => {
      const client = await under.client();
      await under.platform.pause('memory-service');
      const refused = client.sendInput('Nowhere to keep it', 'integration');
      await expect(refused.finally(() => under.platform.resume('memory-service'))).rejects.toThrow(/answered 503/);
      await under.untilInputsAreTaken();
    });
  });
}
