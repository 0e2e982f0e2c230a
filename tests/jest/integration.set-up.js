export { start as default } from '../integration/setup/start.ts';
