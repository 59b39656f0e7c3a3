/** The same items; while one is looked at, the next is on its way. What goes wrong with that one is told when it is asked for. */
export async function* ahead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const source = items[Symbol.asyncIterator]();
  const ask = () => {
    const item = source.next();
    item.catch(() => undefined);
    return item;
  };
  try {
    for (let next = ask(); ;) {
      const { value, done } = await next;
      if (done) return;
      next = ask();
      yield value;
    }
  } finally {
    await source.return?.();
  }
}
