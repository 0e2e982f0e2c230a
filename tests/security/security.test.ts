import { SecurityPlatform } from './security-platform.ts';
import { badInputSuite } from './suites/bad-input.ts';
import { inventedNamesSuite } from './suites/invented-names.ts';
import { privateFilesSuite } from './suites/private-files.ts';
import { refusalsSuite } from './suites/refusals.ts';
import { secretsSuite } from './suites/secrets.ts';
import { strangersSuite } from './suites/strangers.ts';
import { unreadStreamsSuite } from './suites/unread-streams.ts';
import { webPagesSuite } from './suites/web-pages.ts';

const under = new SecurityPlatform();

beforeAll(() => under.start());

afterAll(() => under.stop());

badInputSuite(under);

secretsSuite(under);

webPagesSuite(under);

privateFilesSuite(under);

strangersSuite(under);

refusalsSuite(under);

inventedNamesSuite(under);

unreadStreamsSuite(under);
