import { talk } from './v1.mjs';

await talk('echo');
