/**
 * Which packages each instrumentation of `@opentelemetry/auto-instrumentations-node` patches: it is loaded when the first of them is. By the names that
 * `OTEL_NODE_ENABLED_INSTRUMENTATIONS` takes.
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

/** Instrumentations that patch or observe Node.js itself, which is always there, or the function that AWS Lambda runs. */
export const WITHOUT_PACKAGES = ['aws-lambda', 'dns', 'fs', 'host-metrics', 'http', 'net', 'runtime-node', 'undici'];
