/** Topic of the events that a service sends. */
export const topicOf = (node: string, service: string) => `${node}.${service}.events`;

/** Client id of a service (of the gateway: `tail`), by which logs, quotas and figures of the broker tell the rooms apart; also its consumer group. */
export const clientIdOf = (node: string, service: string) => `${node}.${service}`;

/** Each process that listens to all events has a group of its own, whose name begins so. */
export const tailGroups = (node: string) => `${node}.tail.`;

/** One entry of a broker's access list, allowed to the user of a service from any host. */
export interface KafkaRight {
  readonly resource: 'topic' | 'group';
  readonly name: string;
  /** Whether `name` stands for every name that begins with it. */
  readonly prefixed: boolean;
  readonly operations: readonly ('Read' | 'Write' | 'Create')[];
}

/**
 * The rights that a room's user needs on a broker with access lists. Describe comes with Read and with Write. Create is needed while
 * topics are missing: the first room that needs a topic creates it, even a reader.
 * @param reads services whose events it reads
 */
export function kafkaRights(node: string, room: string, reads: readonly string[]): KafkaRight[] {
  const sources: KafkaRight[] = reads.map((source) => ({
    resource: 'topic',
    name: topicOf(node, source),
    prefixed: false,
    operations: ['Read', 'Create'],
  }));
  if (room === 'gateway') return [...sources, { resource: 'group', name: tailGroups(node), prefixed: true, operations: ['Read'] }];
  return [
    { resource: 'topic', name: topicOf(node, room), prefixed: false, operations: ['Write', 'Create'] },
    ...sources,
    ...(reads.length > 0 ? [{ resource: 'group', name: clientIdOf(node, room), prefixed: false, operations: ['Read'] } as const] : []),
  ];
}
