import type { ProfileType } from './profile-type.ts';

/** A place in the code. */
export interface Frame {
  function: string;
  /** Empty where it is not known. */
  file: string;
  /** 1 for the first line; 0 where it is not known. */
  line: number;
}

export interface Sample {
  /** Outermost call first. Samples of one batch that share a stack share the array. */
  stack: readonly Frame[];
  /** The value in the unit of the profile's type. */
  value: number;
  /** 32 and 16 hex digits of the span that ran; empty where there was none. */
  traceId: string;
  spanId: string;
}

/** One profile of one series, its wire format left behind. */
export interface Profile {
  /** Tells a second delivery of the same profile from another one. */
  id: string;
  type: ProfileType;
  /** `service_name` and whatever else makes a series. */
  labels: Readonly<Record<string, string>>;
  /** When the profiled time began, milliseconds since the epoch. */
  timeMilliseconds: number;
  samples: Sample[];
}

/** The label that names the service, whatever the wire format called it. */
export const SERVICE_NAME = 'service_name';

/** The sender whose share of the store a profile takes. */
export const senderOf = ({ labels }: Profile): string => labels[SERVICE_NAME] ?? '';
