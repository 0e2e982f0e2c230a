/** The source address of hostile inputs. It differs from the user's, because a service may delay an address. */
export const ADDRESS = '127.0.0.66';
