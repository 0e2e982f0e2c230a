import { platformContract } from '@cortex/signals/platform-contract';

const { metrics } = platformContract();

/**
 * The target of a metric in the telemetry contract: the value below which it should stay, in its unit.
 * @param of the beginning of the target's subject; default: the metric's only target
 * @throws when the contract has no such target, or several
 */
export function targetOf(metric: string, of = ''): number {
  const targets = metrics[metric]?.targets ?? [];
  const found = targets.filter((target) => target.of.startsWith(of));
  if (found.length === 1 && found[0] !== undefined) return found[0].below;
  throw new Error(
    `contract.yaml: expected one target of ${metric} that begins with "${of}", got ${JSON.stringify(targets)}`,
  );
}
