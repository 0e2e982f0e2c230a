import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backendModules, collectorDirectory } from '../paths.ts';
import type { ToolName } from '../types.ts';
import { moduleVersion } from './moduleVersion.ts';
import type { Recipe } from './recipe.ts';

interface ToolModule {
  tool: ToolName;
  module: string;
  /** Import paths of the commands, each named like its executable. */
  packages: string[];
  tags?: string[];
  /** Files of ours, within the tool's folder, that are compiled in. */
  ownSources?: string[];
}

function toolRecipe({ tool, module, packages, tags = [], ownSources = [] }: ToolModule): Recipe {
  const moduleDirectory = join(backendModules, tool);
  const goMod = join(moduleDirectory, 'go.mod');
  return {
    tool,
    version: moduleVersion(readFileSync(goMod, 'utf8'), module),
    moduleDirectory,
    packages,
    tags,
    executables: packages.map((path) => basename(path)),
    inputs: ['go.mod', 'go.sum', ...ownSources].map((name) => join(moduleDirectory, name)),
  };
}

export function ocbRecipe(): Recipe {
  const module = 'go.opentelemetry.io/collector/cmd/builder';
  return toolRecipe({ tool: 'ocb', module, packages: [module] });
}

/** With a small Elasticsearch client in place of the large one, see there. */
export function jaegerRecipe(): Recipe {
  const module = 'github.com/jaegertracing/jaeger';
  const ownSources = ['go.mod', 'elasticsearch.go', 'esapi/indices.go'].map((name) => `elasticsearch/${name}`);
  return toolRecipe({ tool: 'jaeger', module, packages: [`${module}/cmd/jaeger`], ownSources });
}

/** Without the cloud and Kubernetes service discoveries it compiles in a third of the time; the file one stays. */
export function prometheusRecipe(): Recipe {
  const module = 'github.com/prometheus/prometheus';
  const packages = [`${module}/cmd/prometheus`, `${module}/cmd/promtool`];
  return toolRecipe({ tool: 'prometheus', module, packages, tags: ['remove_all_sd'] });
}

export function victoriaLogsRecipe(): Recipe {
  const module = 'github.com/VictoriaMetrics/VictoriaMetrics';
  return toolRecipe({ tool: 'victorialogs', module, packages: [`${module}/app/victoria-logs`] });
}

export const collectorManifest = join(collectorDirectory, 'builder-config.yaml');

/** The sources are generated from the manifest into the build's own directory; see `collectorSources.ts`. */
export function collectorRecipe(): Recipe {
  const goMod = join(collectorDirectory, 'go.mod');
  return {
    tool: 'collector',
    version: moduleVersion(readFileSync(goMod, 'utf8'), 'go.opentelemetry.io/collector/otelcol'),
    moduleDirectory: collectorDirectory,
    packages: ['.'],
    tags: [],
    executables: ['collector'],
    inputs: [collectorManifest, goMod, join(collectorDirectory, 'go.sum'), ...ocbRecipe().inputs],
  };
}
