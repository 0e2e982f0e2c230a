import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Creates an executable for each requested package; that of the Collector Builder creates `build/`. */
const buildsExecutables = `
while [ $# -gt 0 ]; do
  case "$1" in -o) output="$2"; shift ;; -*) ;; *) packages="$packages $1" ;; esac
  shift
done
for package in $packages; do
  name=$(basename "$package")
  [ "$package" = . ] && name=collector
  printf '#!/bin/sh\\nmkdir -p build\\n' > "$output$name"
  chmod +x "$output$name"
  echo "$package" >&2
done`;

export interface FakeGoOptions {
  /** An existing directory for the command and the record of its calls. */
  directory: string;
  version?: string;
  /** The shell script for `go list`. */
  list?: string;
  /** The shell script for `go build`. */
  build?: string;
}

export interface FakeGo {
  /** An environment in which `go` is this one. */
  env: NodeJS.ProcessEnv;
  /** The arguments of each call so far. */
  calls: () => Promise<string[]>;
}

/** Writes a `go` command that runs the given scripts. */
export async function writeFakeGo(options: FakeGoOptions): Promise<FakeGo> {
  const { directory, version = 'go1.26.8', list = '', build = buildsExecutables } = options;
  const record = join(directory, 'calls');
  const go = join(directory, 'bin', 'go');
  const script = `#!/bin/sh
echo "$*" >> ${record}
case "$1" in
env) printf '%s\\n' ${version} /go/build /go/mod ;;
list) ${list || ':'} ;;
build) shift; ${build} ;;
esac
`;
  await mkdir(join(directory, 'bin'), { recursive: true });
  await writeFile(record, '');
  await writeFile(go, script);
  await chmod(go, 0o755);
  return {
    env: { PATH: [join(directory, 'bin'), process.env.PATH].join(delimiter) },
    calls: async () => (await readFile(record, 'utf8')).split('\n').filter(Boolean),
  };
}
