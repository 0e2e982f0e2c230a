import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dashboard, dashboardSchema } from '../model/dashboards/dashboard.ts';
import { readJsonFile, type SpoiltFile, spoilt } from './json-file.ts';

/** A dashboard has about a hundred kilobytes. */
const MOST_DASHBOARD_BYTES = 4 * 1024 * 1024;
const MOST_DASHBOARDS = 100;

export interface DashboardFiles {
  /** Sorted by title. */
  dashboards: Dashboard[];
  spoilt: SpoiltFile[];
}

/** Reads the dashboards of a folder. Files that cannot be read are reported beside the others. */
export async function readDashboards(folder: string): Promise<DashboardFiles> {
  let files: string[];
  try {
    files = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch (error) {
    return { dashboards: [], spoilt: [spoilt(folder, error)] };
  }
  const read = await Promise.all(files.slice(0, MOST_DASHBOARDS).map((file) => readOne(folder, file)));
  return {
    dashboards: read.filter((one) => 'uid' in one).toSorted((a, b) => a.title.localeCompare(b.title, 'en')),
    spoilt: read.filter((one) => 'reason' in one),
  };
}

async function readOne(folder: string, file: string): Promise<Dashboard | SpoiltFile> {
  try {
    return await readJsonFile(join(folder, file), { schema: dashboardSchema, mostBytes: MOST_DASHBOARD_BYTES });
  } catch (error) {
    return spoilt(file, error);
  }
}
