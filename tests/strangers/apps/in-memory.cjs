const { talk: talkOldest } = require('./oldest/v1.cjs');
const { talk: talkV1 } = require('./v1.cjs');
const { talk: talkV2 } = require('./v2.cjs');

(async () => {
  await talkOldest('oldest');
  await talkV1('v1');
  await talkV2('v2');
})();
