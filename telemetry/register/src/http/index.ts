export { methodLabel } from './method-label.ts';
export { CLIENT_CLOSED_REQUEST, sentStatus } from './sent-status.ts';
