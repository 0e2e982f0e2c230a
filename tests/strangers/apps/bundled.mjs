import { talk as talkV1 } from './v1.mjs';
import { talk as talkV2 } from './v2.mjs';

await talkV1('v1');
await talkV2('v2');
