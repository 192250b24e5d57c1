/** Marks what belongs to this service's part of the graph: `registerIn: () => SupervisionGraph`. It imports nothing, so that any file may name it. */
export class SupervisionGraph {}
