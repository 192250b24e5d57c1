import type { Provider, Type } from '@nestjs/common';
import { auditGraph } from '@sunshine/audit';
import type { ServiceName } from '@sunshine/events';
import { heldGraph } from './held-graph.js';

/** What every service adds to the graph for its node: its audit, and the messages its bus holds. Providers of its own module. */
export const officeGraph = (service: ServiceName, graph: Type): Provider[] => [
  ...auditGraph({ service, registerIn: () => graph }).providers,
  ...heldGraph({ service, registerIn: () => graph }),
];
