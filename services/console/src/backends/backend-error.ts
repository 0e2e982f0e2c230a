const TITLES = {
  jaeger: 'Jaeger',
  prometheus: 'Prometheus',
  profiles: 'The profile store',
  logs: 'The log store',
  alertmanager: 'Alertmanager',
} as const;

export type BackendName = keyof typeof TITLES;

export interface BackendFault {
  backend: BackendName;
  url: string;
  /** As the end of the sentence "Jaeger at … ". */
  what: string;
  /** What the user can do. */
  remedy: string;
}

/** A backend is away, refused the question, or does not answer as it should. */
export class BackendError extends Error {
  readonly backend: BackendName;
  readonly remedy: string;

  constructor({ backend, url, what, remedy }: BackendFault) {
    super(`${TITLES[backend]} at ${url} ${what}. ${remedy}`);
    this.name = 'BackendError';
    this.backend = backend;
    this.remedy = remedy;
  }
}
