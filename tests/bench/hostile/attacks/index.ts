import type { Attack } from '../attack.ts';
import { backendQueries, backendWrites } from './backend-apis.ts';
import { grpcStreams } from './grpc.ts';
import { serviceBodies, userBodies } from './json-bodies.ts';
import { mcpMessages } from './mcp-messages.ts';
import { otlpJson, otlpProtobuf } from './otlp.ts';
import { profileQueries, profileUploads } from './profiles.ts';
import { rawHttp } from './raw-http.ts';
import { routes } from './routes.ts';

export const attacks: readonly Attack[] = [
  userBodies,
  serviceBodies,
  mcpMessages,
  routes,
  otlpProtobuf,
  otlpJson,
  grpcStreams,
  profileUploads,
  profileQueries,
  backendQueries,
  backendWrites,
  rawHttp,
];
