/**
 * Node keeps a signal of `AbortSignal.any` for as long as anything listens to it. What listens in a process that died here listens for ever, and held
 * all of its run: 3.5 MB each. Until the returned function is called, such signals are held by those that they are made of alone.
 */
export function forgetSignals(): () => void {
  const any = AbortSignal.any.bind(AbortSignal);
  AbortSignal.any = (signals) => {
    const either = new AbortController();
    for (const signal of signals) {
      const abort = () => either.abort(signal.reason);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    }
    return either.signal;
  };
  return () => {
    AbortSignal.any = any;
  };
}
