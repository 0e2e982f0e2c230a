/** The request whose answer stays open, to tell of changes. Both ends leave it to the SDK. */
export const SUBSCRIBE = 'subscriptions/listen';
