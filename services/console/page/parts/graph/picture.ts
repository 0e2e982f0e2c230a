/** Something that calls or is called. */
export interface Box {
  id: string;
  name: string;
  /** Below the name, such as "12 spans, 3 ms". */
  note: string;
  failures: number;
  /** As CSS has it. */
  colour: string;
}

/** All calls of one by another. */
export interface Call {
  from: string;
  to: string;
  label: string;
  failures: number;
  isMcp: boolean;
}

/** Who calls whom. */
export interface Picture {
  boxes: Box[];
  calls: Call[];
}
