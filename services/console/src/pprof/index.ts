export { encodePprof } from './encode-pprof.ts';
