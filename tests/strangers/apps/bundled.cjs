const { talk: talkV1 } = require('./v1.cjs');
const { talk: talkV2 } = require('./v2.cjs');

talkV1('v1').then(() => talkV2('v2'));
