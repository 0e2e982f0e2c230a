/** Removes listeners of the process, including those with which Node.js learns what the process listens for, and ends itself by a signal. */
process.removeAllListeners(...(process.env.EVENT === undefined ? [] : [process.env.EVENT]));
process.kill(process.pid, 'SIGTERM');
setTimeout(() => process.exit(9), 10_000);
