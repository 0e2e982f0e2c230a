import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { CodeGeneratorRequestSchema, CodeGeneratorResponseSchema } from '@bufbuild/protobuf/wkt';
import { describeFiles } from './describe-files.ts';

const FILES = ['google/v1/profile.proto', 'types/v1/types.proto', 'querier/v1/querier.proto'];
/** Generates TypeScript that Node runs without a build. */
const PARAMETER = 'target=ts,erasable_syntax=true,import_extension=ts';
const PLUGIN = fileURLToPath(new URL('bin/protoc-gen-es', import.meta.resolve('@bufbuild/protoc-gen-es/package.json')));

/** The modules that protoc-gen-es generates from these .proto files, by their paths in `src/messages`. */
export function generatedMessages(): Map<string, string> {
  const request = create(CodeGeneratorRequestSchema, {
    fileToGenerate: FILES,
    parameter: PARAMETER,
    protoFile: describeFiles(import.meta.dirname, FILES),
  });
  const input = toBinary(CodeGeneratorRequestSchema, request);
  const { status, stdout, stderr } = spawnSync(process.execPath, [PLUGIN], { input });
  if (status !== 0) throw new Error(`protoc-gen-es failed with ${status}: ${stderr}`);
  const { error, file } = fromBinary(CodeGeneratorResponseSchema, stdout);
  if (error !== '') throw new Error(`protoc-gen-es refused the files: ${error}`);
  return new Map(file.map(({ name, content }) => [name, content]));
}
