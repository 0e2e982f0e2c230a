export { ChannelPair } from './channel-pair.ts';
export { EventReader } from './event-reader.ts';
export { isAlive } from './is-alive.ts';
