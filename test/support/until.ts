const patienceMs = process.env['TEST_SERVERS'] === '1' ? 240_000 : 60_000;

/** Mail and calls arrive in real time, also where the clock of the app stands still. */
export async function until<T>(look: () => T | Promise<T>, isThere: (seen: T) => boolean): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (performance.now() - startedAt > patienceMs) throw new Error(`It does not come: ${JSON.stringify(seen)}`);
    await new Promise(setImmediate);
  }
}
