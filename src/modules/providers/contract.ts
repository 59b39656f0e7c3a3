export * from './provider.js';
export { outageEvents, OutageDeclared, OutageEnded, type OutageEvent } from './outage.events.js';
export type { OutageThresholds } from './outage.rule.js';
export { outageView } from './outage.view.js';
export { Providers } from './providers.js';
export { Router, type FeeOf } from './router.js';
export { readRoutes } from './routes-file.js';
export { noRoutes, type Candidate, type Routed, type Routes, type RoutingReason } from './routing.rule.js';
export { asRouting, routingAskOf, routingShape, type Routing } from './routing.shape.js';
