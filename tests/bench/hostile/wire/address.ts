/** Where the hostile inputs come from: not where the user's do, since a service may hold up an address. */
export const ADDRESS = '127.0.0.66';
