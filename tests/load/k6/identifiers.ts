/** A random W3C trace id, 32 hexadecimal digits. */
export function randomTraceId(): string {
  return randomHex(32);
}

/** A random W3C span id, 16 hexadecimal digits. */
export function randomSpanId(): string {
  return randomHex(16);
}

function randomHex(length: number): string {
  let digits = '';
  while (digits.length < length)
    digits += Math.floor((1 + Math.random()) * 0x100000000)
      .toString(16)
      .slice(1);
  return digits.slice(0, length);
}
