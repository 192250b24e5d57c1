export { gatewayConfig, listenConfig } from './config.js';
export type { GatewayConfig } from './config.js';
export { committedSupergraph, createGateway } from './gateway.js';
export type { GatewayParts, RunningGateway } from './gateway.js';
export { Graph } from './graph.js';
export type { GraphAnswer, GraphRequest } from './graph.js';
export { LIMITS } from './limits.js';
export { httpTransport, localTransport } from './sources.js';
export type { Transport } from './sources.js';
