import { createRequire } from 'node:module';

const loaded = Object.keys(createRequire(import.meta.url).cache);
const instrumentations = loaded.map((file) => /@opentelemetry\/instrumentation-[a-z-]+/.exec(file)?.[0]);
const { ExpressInstrumentation } = await import('@opentelemetry/instrumentation-express');

console.log(
  JSON.stringify({
    enabled: [...new Set(instrumentations)].filter((name) => name !== undefined).toSorted(),
    grpc: loaded.some((file) => file.includes('@grpc/grpc-js')),
    laterImport: ExpressInstrumentation.name,
  }),
);
