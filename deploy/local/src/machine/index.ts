export { placesBelow } from './places-below.ts';
export { bootId, identify, isRunning, type ProcessIdentity } from './process-identity.ts';
