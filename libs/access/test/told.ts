import {
  OrganKind,
  OrganSaved,
  PetitionKind,
  PetitionRegistered,
  Relation,
  RelationEnded,
  RelationSet,
  Role,
  RoleGranted,
  type Envelope,
  type EventDefinition,
} from '@sunshine/events';

export const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export function envelope<T>(definition: EventDefinition<T>, data: T): Envelope {
  const at = '2025-03-03T01:00:00.000Z';
  const { type, version } = definition.create(data);
  return {
    id: uuid(1),
    type,
    version,
    source: 'test',
    key: 'k',
    seq: 1,
    occurredAt: at,
    recordedAt: at,
    on: '2025-03-03',
    actor: { kind: 'service', id: 'test' },
    correlationId: 'c',
    data,
  };
}

export const organ = (n: number, parent: number | null, kind: OrganKind = 'department', closedOn: string | null = null) =>
  envelope(OrganSaved, {
    organId: uuid(n),
    parentId: parent === null ? null : uuid(parent),
    kind,
    name: `单位${n}`,
    shortName: `单位${n}`,
    division: '990100',
    reviewedBy: null,
    closedOn,
  });
export const role = (person: number, inOrgan: number | null, name: Role, notices = false) =>
  envelope(RoleGranted, { personId: uuid(person), organId: inOrgan === null ? null : uuid(inOrgan), role: name, notices });
export const relation = (petition: number, subject: number, name: Relation) =>
  envelope(RelationSet, { petitionId: uuid(petition), subject: uuid(subject), relation: name });
export const ended = (petition: number, subject: number, name: Relation) =>
  envelope(RelationEnded, { petitionId: uuid(petition), subject: uuid(subject), relation: name });
export const registered = (petition: number, kind: PetitionKind, accused: number[] = [], channel: 'LETTER' | 'IMPORT' = 'LETTER') =>
  envelope(PetitionRegistered, {
    petitionId: uuid(petition),
    number: '990100-20250303-000001',
    kind,
    channel,
    division: '990100',
    receivedOn: '2025-03-03',
    registeredOn: '2025-03-03',
    organId: uuid(10),
    organKind: 'petition_bureau',
    addressUnclear: false,
    anonymous: false,
    peopleCount: 1,
    requestIds: [uuid(2)],
    petitionerIds: [uuid(3)],
    respondentIds: [],
    accusedIds: accused.map(uuid),
  });
