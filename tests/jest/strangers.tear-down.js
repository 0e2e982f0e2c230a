export { end as default } from '../strangers/setup/end.ts';
