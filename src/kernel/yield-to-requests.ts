/**
 * Lets waiting requests be answered before background work continues. Under load each turn of the event loop answers many requests and does a
 * little background work; without load it returns at once. So a burst of payments is accepted, and submitted as fast as that allows.
 */
export const yieldToRequests = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
