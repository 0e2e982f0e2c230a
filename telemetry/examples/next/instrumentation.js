/** Next.js calls this before it loads a route. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./telemetry.js');
}
