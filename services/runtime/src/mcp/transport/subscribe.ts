/** The request whose answer stays open, to notify of changes. Both ends leave it to the SDK. */
export const SUBSCRIBE = 'subscriptions/listen';
