/** How often the page asks again. */
export const REFRESH_MILLISECONDS = 15_000;
