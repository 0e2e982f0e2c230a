export { goPprof } from './go-pprof.ts';
export { pprof } from './pprof.ts';
export { field, numbers, packed } from './protobuf.ts';
