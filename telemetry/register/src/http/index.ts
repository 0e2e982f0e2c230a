export { CLIENT_CLOSED_REQUEST, sentStatus } from './incoming/sent-status.ts';
export { methodLabel } from './method-label.ts';
