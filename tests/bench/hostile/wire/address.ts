/** The source address of hostile inputs. It differs from the user's, since a service may hold up an address. */
export const ADDRESS = '127.0.0.66';
