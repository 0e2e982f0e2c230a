/**
 * The packages that each instrumentation of `@opentelemetry/auto-instrumentations-node` patches; it is loaded with the first of them. The keys are the
 * names for `OTEL_NODE_ENABLED_INSTRUMENTATIONS`.
 */
export const PATCHED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  amqplib: ['amqplib'],
  'aws-sdk': [
    '@aws-sdk/middleware-stack',
    '@aws-sdk/smithy-client',
    '@smithy/core',
    '@smithy/middleware-stack',
    '@smithy/smithy-client',
  ],
  bunyan: ['bunyan'],
  'cassandra-driver': ['cassandra-driver'],
  connect: ['connect'],
  cucumber: ['@cucumber/cucumber'],
  dataloader: ['dataloader'],
  express: ['express'],
  'generic-pool': ['generic-pool'],
  graphql: ['graphql'],
  grpc: ['@grpc/grpc-js'],
  hapi: ['@hapi/hapi'],
  ioredis: ['ioredis'],
  kafkajs: ['kafkajs'],
  knex: ['knex'],
  koa: ['koa'],
  'lru-memoizer': ['lru-memoizer'],
  memcached: ['memcached'],
  mongodb: ['mongodb'],
  mongoose: ['mongoose'],
  mysql: ['mysql'],
  mysql2: ['mysql2'],
  'nestjs-core': ['@nestjs/core'],
  openai: ['openai'],
  oracledb: ['oracledb'],
  pg: ['pg', 'pg-pool'],
  pino: ['pino'],
  redis: ['@node-redis/client', '@redis/client', 'redis'],
  restify: ['restify'],
  router: ['router'],
  'socket.io': ['socket.io'],
  tedious: ['tedious'],
  winston: ['winston'],
};

/** The instrumentations that patch or observe Node.js itself, which is always loaded, or the function that AWS Lambda runs. */
export const WITHOUT_PACKAGES = ['aws-lambda', 'dns', 'fs', 'host-metrics', 'http', 'net', 'runtime-node', 'undici'];
