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
  /** What went wrong, as the end of the sentence "Jaeger at … ". */
  what: string;
  /** What the user can do. */
  remedy: string;
  /** It answered, and takes the question for a wrong one. Default false. */
  isRefusal?: boolean;
  /** It was not done in time, or answers more than is read: a smaller question may do. Default false. */
  isTooMuch?: boolean;
}

/** A backend is away, refused the question, or does not answer as it should. */
export class BackendError extends Error {
  readonly backend: BackendName;
  readonly remedy: string;
  readonly isRefusal: boolean;
  readonly isTooMuch: boolean;

  constructor({ backend, url, what, remedy, isRefusal = false, isTooMuch = false }: BackendFault) {
    super(`${TITLES[backend]} at ${url} ${what}. ${remedy}`);
    this.name = 'BackendError';
    this.backend = backend;
    this.remedy = remedy;
    this.isRefusal = isRefusal;
    this.isTooMuch = isTooMuch;
  }
}
