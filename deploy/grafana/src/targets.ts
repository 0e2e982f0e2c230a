import { platformContract } from '@cortex/signals/platform-contract';

const { metrics } = platformContract();

/**
 * What the telemetry contract says a metric is to stay below, in its unit.
 * @param of how the target's subject begins; default: the metric's only target
 * @throws where the contract has no such target
 */
export function targetOf(metric: string, of = ''): number {
  const targets = metrics[metric]?.targets ?? [];
  const found = targets.filter((target) => target.of.startsWith(of));
  if (found.length === 1 && found[0] !== undefined) return found[0].below;
  throw new Error(
    `contract.yaml: expected one target of ${metric} that begins with "${of}", got ${JSON.stringify(targets)}`,
  );
}
