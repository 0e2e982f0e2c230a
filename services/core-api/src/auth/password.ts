import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * OWASP's parameters for scrypt in 16 MiB: N = 2^14, r = 8, p = 5, about 0.15 s of one core.
 * All users share them, because hashes of different cost would reveal known users by the time that they take.
 */
const PARAMETERS = { N: 2 ** 14, r: 8, p: 5 };
const PREFIX = '$scrypt$ln=14,r=8,p=5$';
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** The format of {@link hashPassword}: a PHC string, with salt and key in unpadded base64. */
export const PASSWORD_HASH_PATTERN = /^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;

/** Costs as much as any real hash, and matches no password that a client can find. */
export const DECOY_HASH = encode(randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));

/** Hashes a password with a new random salt, for a users file. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return encode(salt, await derive(password, salt));
}

/** Whether `hash`, which matches {@link PASSWORD_HASH_PATTERN}, is a hash of `password`. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', key = ''] = hash.slice(PREFIX.length).split('$');
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(key, 'base64'));
}

function encode(salt: Buffer, key: Buffer): string {
  return `${PREFIX}${unpadded(salt)}$${unpadded(key)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, PARAMETERS, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
