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
  /** What went wrong, to complete the sentence "Jaeger at … ". */
  what: string;
  /** What the user can do. */
  remedy: string;
  /** Whether the backend answered that the question is invalid. Default false. */
  isRefusal?: boolean;
  /** Whether a smaller question may succeed: the answer took too long or was too large. Default false. */
  isTooMuch?: boolean;
}

/** A backend is away, refused the question, or gave an unexpected answer. */
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
