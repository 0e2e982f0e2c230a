/** A caller or callee. */
export interface Box {
  id: string;
  name: string;
  /** The line below the name, such as "12 spans, 3 ms". */
  note: string;
  failures: number;
  /** A CSS colour. */
  colour: string;
}

/** All calls from one box to another. */
export interface Call {
  from: string;
  to: string;
  label: string;
  failures: number;
  isMcp: boolean;
}

/** A graph of callers and callees. */
export interface Picture {
  boxes: Box[];
  calls: Call[];
}
