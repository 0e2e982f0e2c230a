import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { backendModules, collectorDirectory } from '../paths.ts';
import type { KubernetesTool, ToolName } from '../types.ts';
import { moduleVersion } from './module-version.ts';
import type { Recipe } from './recipe.ts';

interface ToolModule {
  tool: ToolName;
  /** The folder of the module that pins it. Default: the tool's name. */
  folder?: string;
  module: string;
  /** The import path of the command, whose last element is the executable's name. */
  package: string;
  tags?: string[];
}

function toolRecipe({ tool, folder = tool, module, tags = [], ...rest }: ToolModule): Recipe {
  const moduleDirectory = join(backendModules, folder);
  return {
    tool,
    version: moduleVersion(readFileSync(join(moduleDirectory, 'go.mod'), 'utf8'), module),
    moduleDirectory,
    package: rest.package,
    tags,
    executable: basename(rest.package),
    inputs: ['go.mod', 'go.sum'].map((name) => join(moduleDirectory, name)),
  };
}

export function alertmanagerRecipe(): Recipe {
  const module = 'github.com/prometheus/alertmanager';
  return toolRecipe({ tool: 'alertmanager', module, package: `${module}/cmd/alertmanager` });
}

/** Docker Compose. Go names its executable after its folder, `cmd`. */
export function composeRecipe(): Recipe {
  const module = 'github.com/docker/compose/v2';
  return toolRecipe({ tool: 'compose', module, package: `${module}/cmd` });
}

export function ocbRecipe(): Recipe {
  const module = 'go.opentelemetry.io/collector/cmd/builder';
  return toolRecipe({ tool: 'ocb', module, package: module });
}

export function jaegerRecipe(): Recipe {
  const module = 'github.com/jaegertracing/jaeger';
  return toolRecipe({ tool: 'jaeger', module, package: `${module}/cmd/jaeger` });
}

/** Prometheus without service discovery in clouds and Kubernetes, which takes two thirds of the compile time. File discovery stays. */
export function prometheusRecipe(): Recipe {
  return prometheusCommand('prometheus');
}

export function promtoolRecipe(): Recipe {
  return prometheusCommand('promtool');
}

function prometheusCommand(tool: 'prometheus' | 'promtool'): Recipe {
  const module = 'github.com/prometheus/prometheus';
  return toolRecipe({
    tool,
    folder: 'prometheus',
    module,
    package: `${module}/cmd/${tool}`,
    tags: ['remove_all_sd'],
  });
}

export function victoriaLogsRecipe(): Recipe {
  const module = 'github.com/VictoriaMetrics/VictoriaLogs';
  return toolRecipe({ tool: 'victorialogs', module, package: `${module}/app/victoria-logs` });
}

export function k6Recipe(): Recipe {
  const module = 'go.k6.io/k6';
  return toolRecipe({ tool: 'k6', module, package: module });
}

export function heyRecipe(): Recipe {
  const module = 'github.com/rakyll/hey';
  return toolRecipe({ tool: 'hey', module, package: module });
}

/** The NATS server. Go does not name it after the last element of its path, which is its major version. */
export function natsServerRecipe(): Recipe {
  const module = 'github.com/nats-io/nats-server/v2';
  return { ...toolRecipe({ tool: 'nats-server', module, package: module }), executable: 'nats-server' };
}

/** A command of Kubernetes. All are from one release and one module, because they share most of their packages. */
export function kubernetesRecipe(tool: KubernetesTool): Recipe {
  const module = 'k8s.io/kubernetes';
  const recipe = toolRecipe({ tool, folder: 'kubernetes', module, package: `${module}/cmd/${tool}` });
  // kubectl checks the version of the server, and refuses the one in the sources.
  return { ...recipe, variables: { 'k8s.io/component-base/version.gitVersion': recipe.version } };
}

/** etcd. Go names it after the folder of its module. */
export function etcdRecipe(): Recipe {
  const module = 'go.etcd.io/etcd/server/v3';
  return { ...toolRecipe({ tool: 'etcd', folder: 'kubernetes', module, package: module }), executable: 'server' };
}

/** kwok, which simulates the nodes of a cluster. */
export function kwokRecipe(): Recipe {
  const module = 'sigs.k8s.io/kwok';
  return toolRecipe({ tool: 'kwok', folder: 'kubernetes', module, package: `${module}/cmd/kwok` });
}

/** Our own program around Pyroscope's generated client. */
export function pyroscopeClientRecipe(): Recipe {
  const tool = 'pyroscope-client';
  const moduleDirectory = join(backendModules, tool);
  return {
    tool,
    version: moduleVersion(readFileSync(join(moduleDirectory, 'go.mod'), 'utf8'), 'github.com/grafana/pyroscope/api'),
    moduleDirectory,
    package: '.',
    tags: [],
    executable: tool,
    inputs: ['go.mod', 'go.sum', 'main.go'].map((name) => join(moduleDirectory, name)),
  };
}

export const collectorManifest = join(collectorDirectory, 'builder-config.yaml');
const collectorComponents = join(collectorDirectory, 'components');
const GUARD = 'loopbackguard';

/** The Collector. Its sources are generated from the manifest into the build's own directory; see `collector-sources.ts`. */
export function collectorRecipe(): Recipe {
  const goMod = join(collectorDirectory, 'go.mod');
  return {
    tool: 'collector',
    version: moduleVersion(readFileSync(goMod, 'utf8'), 'go.opentelemetry.io/collector/otelcol'),
    moduleDirectory: collectorDirectory,
    package: '.',
    tags: [],
    executable: 'collector',
    inputs: [
      collectorManifest,
      goMod,
      join(collectorDirectory, 'go.sum'),
      ...componentSources(),
      ...ocbRecipe().inputs,
    ],
  };
}

/** The guard. It needs only Go's standard library, and shares a source with the Collector. */
export function guardRecipe(): Recipe {
  return {
    tool: 'guard',
    version: manifest.version,
    moduleDirectory: collectorComponents,
    package: `./${GUARD}`,
    tags: [],
    executable: GUARD,
    inputs: sourcesIn([GUARD, 'foreignpages']),
  };
}

/** The Go files that are compiled into the Collector. */
function componentSources(): string[] {
  const folders = readdirSync(collectorComponents, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return sourcesIn(folders.map(({ name }) => name).filter((name) => name !== GUARD));
}

/** Lists the sources in the same order on every machine. */
function sourcesIn(folders: string[]): string[] {
  return folders.sort().flatMap((folder) => {
    const names = readdirSync(join(collectorComponents, folder), { recursive: true, encoding: 'utf8' });
    const sources = names.filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
    return sources.sort().map((name) => join(collectorComponents, folder, name));
  });
}
