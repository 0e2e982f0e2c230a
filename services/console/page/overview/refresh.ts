/** The polling interval of the page. */
export const REFRESH_MILLISECONDS = 15_000;
