/** What is well and what is not, for those who do not tell the colours apart. */
export const SIGNS = { well: '✔', warned: '⚠', failed: '✖' } as const;
