/** 32 random hexadecimal digits. */
export function randomId(): string {
  const digits = () =>
    Math.floor((1 + Math.random()) * 0x100000000)
      .toString(16)
      .slice(1);
  return Array.from({ length: 4 }, digits).join('');
}
