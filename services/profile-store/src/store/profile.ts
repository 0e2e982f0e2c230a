import type { ProfileType } from './profile-type.ts';

/** A place in the code, as one frame of a stack. */
export interface Frame {
  function: string;
  /** Empty if unknown. */
  file: string;
  /** 1 is the first line; 0 if unknown. */
  line: number;
}

export interface Sample {
  /** Outermost call first. Samples of one delivery with the same stack share the array. */
  stack: readonly Frame[];
  /** The value in the unit of the profile's type. */
  value: number;
  /** The active span, as 32 and 16 hex digits; empty if there was none. */
  traceId: string;
  spanId: string;
}

/** One profile of one series, independent of the wire format. */
export interface Profile {
  /** Distinguishes a repeated delivery of the same profile from another profile. */
  id: string;
  type: ProfileType;
  /** `service_name` and all other labels of the series. */
  labels: Readonly<Record<string, string>>;
  /** When the profiled time began, in milliseconds since the epoch. */
  timeMilliseconds: number;
  samples: Sample[];
}

/** The label with the name of the service, whatever the wire format calls it. */
export const SERVICE_NAME = 'service_name';

/** The sender in whose share of the store a profile counts. */
export const senderOf = ({ labels }: Profile): string => labels[SERVICE_NAME] ?? '';
