/** The request whose answer stays open to send notifications of changes. Client and server leave it to the SDK. */
export const SUBSCRIBE = 'subscriptions/listen';
