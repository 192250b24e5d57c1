/** Marks what belongs to this service's part of the graph: `registerIn: () => CaseGraph`. It imports nothing, so that any file may name it. */
export class CaseGraph {}
