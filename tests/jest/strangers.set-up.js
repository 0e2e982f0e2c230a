export { start as default } from '../strangers/setup/start.ts';
