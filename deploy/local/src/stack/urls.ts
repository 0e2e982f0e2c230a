import type { Ports } from '../settings.ts';

export function loopbackUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** URL of NATS for its clients, with the token that they authenticate with. */
export function natsUrl({ nats }: Pick<Ports, 'nats'>, token?: string): string {
  return `nats://${token === undefined ? '' : `${token}@`}127.0.0.1:${nats}`;
}

/** Base URLs of all parts of the stack that have one. */
export function urlsOf(ports: Ports) {
  return {
    console: loopbackUrl(ports.console),
    coreApi: loopbackUrl(ports.coreApi),
    memory: loopbackUrl(ports.memory),
    cognition: loopbackUrl(ports.cognition),
    collector: loopbackUrl(ports.collectorHttp),
    /** OTLP over gRPC. */
    collectorGrpc: loopbackUrl(ports.collectorGrpc),
    fluentForward: `tcp://127.0.0.1:${ports.collectorFluent}`,
    jaeger: loopbackUrl(ports.jaeger),
    prometheus: loopbackUrl(ports.prometheus),
    alertmanager: loopbackUrl(ports.alertmanager),
    logs: loopbackUrl(ports.logs),
    profiles: loopbackUrl(ports.profiles),
  };
}

export type StackUrls = ReturnType<typeof urlsOf>;
