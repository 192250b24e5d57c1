import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, ResourcePatternTypes, logLevel } from 'kafkajs';
import { kafkaRights } from '../src/index.js';

const OPERATIONS = { Read: AclOperationTypes.READ, Write: AclOperationTypes.WRITE, Create: AclOperationTypes.CREATE };

/**
 * What an operator does by the table of docs/operations.md: the access lists of a node's rooms.
 * @param brokers of the open listener, where everything is allowed
 * @param userOf the user of a room
 */
export async function allow(
  brokers: string,
  node: string,
  rooms: readonly { readonly name: string; readonly sources: readonly string[] }[],
  userOf: (room: string) => string,
): Promise<void> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createAcls({
    acl: rooms.flatMap((room) =>
      kafkaRights(node, room.name, room.sources).flatMap((right) =>
        right.operations.map((operation) => ({
          resourceType: right.resource === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
          resourceName: right.name,
          resourcePatternType: right.prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
          principal: `User:${userOf(room.name)}`,
          host: '*',
          operation: OPERATIONS[operation],
          permissionType: AclPermissionTypes.ALLOW,
        })),
      ),
    ),
  });
  await admin.disconnect();
}
