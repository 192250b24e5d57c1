import type { Connection } from '@sunshine/platform';
import type { RecordView } from './record.reads.js';

/** A page of records as the graph shows them. */
export const shownPage = <View extends RecordView, Shown>(page: Connection<View>, shown: (view: View) => Shown): Connection<Shown> => ({
  ...page,
  edges: page.edges.map(({ node, cursor }) => ({ cursor, node: shown(node) })),
});
