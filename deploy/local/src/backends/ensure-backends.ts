import type { BuildContext } from './build/build-context.ts';
import { generateCollectorSources } from './build/collector-sources.ts';
import { ensureTool } from './build/ensure-tool.ts';
import type { Recipe } from './build/recipe.ts';
import {
  alertmanagerRecipe,
  collectorRecipe,
  composeRecipe,
  etcdRecipe,
  guardRecipe,
  heyRecipe,
  jaegerRecipe,
  k6Recipe,
  kubernetesRecipe,
  kwokRecipe,
  natsServerRecipe,
  ocbRecipe,
  prometheusRecipe,
  promtoolRecipe,
  pyroscopeClientRecipe,
  victoriaLogsRecipe,
} from './build/recipes.ts';
import { withBuilds } from './build/with-builds.ts';
import type { BackendBinaries, CheckTool, EnsureBackendsOptions } from './types.ts';

const CHECK_TOOLS: Record<CheckTool, () => Recipe> = {
  compose: composeRecipe,
  etcd: etcdRecipe,
  hey: heyRecipe,
  k6: k6Recipe,
  'kube-apiserver': () => kubernetesRecipe('kube-apiserver'),
  'kube-controller-manager': () => kubernetesRecipe('kube-controller-manager'),
  'kube-scheduler': () => kubernetesRecipe('kube-scheduler'),
  kubectl: () => kubernetesRecipe('kubectl'),
  kwok: kwokRecipe,
  'nats-server': natsServerRecipe,
  promtool: promtoolRecipe,
  'pyroscope-client': pyroscopeClientRecipe,
};

/**
 * Resolves to the paths of the backends' executables. Builds those that are not in the cache.
 * Rejects with a `BackendError` that names the remedy, or with the signal's reason.
 */
export async function ensureBackends(options: EnsureBackendsOptions = {}): Promise<BackendBinaries> {
  const [collector = '', ...executables] = await withBuilds(options, (context) => [
    ensureCollector(context),
    ...[jaegerRecipe(), prometheusRecipe(), victoriaLogsRecipe(), alertmanagerRecipe(), guardRecipe()].map((recipe) =>
      ensureTool({ recipe, context }),
    ),
  ]);
  const [jaeger = '', prometheus = '', victoriaLogs = '', alertmanager = '', guard = ''] = executables;
  return { alertmanager, collector, guard, jaeger, prometheus, victoriaLogs };
}

/** Does the same for a tool that only checks use, or that a stack runs only on request. */
export async function ensureCheckTool(tool: CheckTool, options: EnsureBackendsOptions = {}): Promise<string> {
  const recipe = CHECK_TOOLS[tool]();
  const [executable = ''] = await withBuilds(options, (context) => [ensureTool({ recipe, context })]);
  return executable;
}

function ensureCollector(context: BuildContext): Promise<string> {
  return ensureTool({
    recipe: collectorRecipe(),
    context,
    makeSources: async ({ workspace, logFile }) => {
      const { env, signal } = context;
      const ocb = await ensureTool({ recipe: ocbRecipe(), context });
      return generateCollectorSources({ ocb, workspace, logFile, env, signal });
    },
  });
}
