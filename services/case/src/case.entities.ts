import type { Channel, Exit, OrganKind, Outcome, PetitionKind, ServiceWay, Stage } from '@sunshine/events';
import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { COMPLETION_WAITS, EXTENSION_WAITS, OPINION_WAITS, RECORD_WAITS } from './acts/acts.rows.js';
import type { DraftAnswer, OpinionDraft } from './domain/opinion/draft.js';
import type { Answer, Extension, Opinion, OpinionState, Proof, Service } from './domain/petition.js';
import type { SealLine } from './domain/papers/printing.js';
import type { RecordData, RecordKind } from './domain/records.js';

const day = { type: 'date' } as const;
const dayOrNull = { type: 'date', nullable: true } as const;
const id = { type: 'uuid' } as const;
const idOrNull = { type: 'uuid', nullable: true } as const;
const text = { type: 'text' } as const;
const textOrNull = { type: 'text', nullable: true } as const;

@Entity('petition')
@Index('petition_open', ['organId'], { where: `stage <> 'closed'` })
@Index('petition_waiting', ['division'], { where: 'not opened' })
@Index('petition_number', ['number'])
@Index('petition_completion_waiting', ['id'], { where: COMPLETION_WAITS })
export class PetitionEntity {
  @PrimaryColumn(id) id: string;
  @Column({ type: 'int' }) version: number;
  @Column(text) number: string;
  @Column(text) kind: PetitionKind;
  @Column(text) channel: Channel;
  @Column(text) division: string;
  @Column({ ...day, name: 'received_on' }) receivedOn: string;
  @Column({ ...day, name: 'registered_on' }) registeredOn: string;
  @Column({ ...id, name: 'registering_organ_id' }) registeringOrganId: string;
  @Column({ ...id, name: 'organ_id' }) organId: string;
  @Column({ ...text, name: 'organ_kind' }) organKind: OrganKind;
  @Column({ ...day, name: 'organ_received_on' }) organReceivedOn: string;
  @Column({ ...idOrNull, name: 'sender_id' }) senderId: string | null;
  @Column({ ...idOrNull, name: 'assigner_id' }) assignerId: string | null;
  @Column({ ...dayOrNull, name: 'report_by' }) reportBy: string | null;
  @Column({ ...dayOrNull, name: 'reported_on' }) reportedOn: string | null;
  @Column(text) stage: Stage;
  @Column(textOrNull) exit: Exit | null;
  @Column(textOrNull) outcome: Outcome | null;
  @Column({ type: 'boolean', name: 'address_unclear' }) addressUnclear: boolean;
  @Column({ ...id, name: 'request_ids', array: true }) requestIds: string[];
  @Column({ ...id, name: 'petitioner_ids', array: true }) petitionerIds: string[];
  @Column({ ...id, name: 'representative_ids', array: true }) representativeIds: string[];
  @Column({ ...id, name: 'accused_ids', array: true }) accusedIds: string[];
  @Column({ ...idOrNull, name: 'handler_id' }) handlerId: string | null;
  @Column({ ...day, name: 'latest_on' }) latestOn: string;
  @Column({ ...dayOrNull, name: 'accepted_on' }) acceptedOn: string | null;
  @Column({ ...dayOrNull, name: 'closed_on' }) closedOn: string | null;
  @Column({ ...textOrNull, name: 'completion_ground' }) completionGround: string | null;
  @Column({ ...idOrNull, name: 'completion_proposed_by' }) completionProposedBy: string | null;
  @Column({ ...dayOrNull, name: 'completion_proposed_on' }) completionProposedOn: string | null;
  @Column({ ...idOrNull, name: 'completion_verified_by' }) completionVerifiedBy: string | null;
  @Column({ ...idOrNull, name: 'first_handling_unit_id' }) firstHandlingUnitId: string | null;
  @Column({ ...idOrNull, name: 'merged_into' }) mergedInto: string | null;
  @Column({ ...idOrNull, name: 'split_from' }) splitFrom: string | null;
  /** False while the law that its first duty needs has not arrived: the duties start when it does. */
  @Column({ type: 'boolean' }) opened: boolean;
}

@Entity('petition_request')
export class PetitionRequestEntity {
  @PrimaryColumn(id) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column(textOrNull) outcome: Outcome | null;
  @Column({ ...textOrNull, array: true }) basis: string[] | null;
}

@Entity('extension')
@Index('extension_petition', ['petitionId'])
@Index('extension_waiting', ['petitionId'], { where: EXTENSION_WAITS })
export class ExtensionEntity implements Extension {
  @PrimaryColumn(id) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column({ type: 'int' }) days: number;
  @Column(text) reason: string;
  @Column({ ...id, name: 'requested_by' }) requestedBy: string;
  @Column({ ...day, name: 'requested_on' }) requestedOn: string;
  @Column({ ...idOrNull, name: 'approved_by' }) approvedBy: string | null;
  @Column({ ...dayOrNull, name: 'approved_on' }) approvedOn: string | null;
}

@Entity('opinion')
@Index('opinion_petition', ['petitionId'])
@Index('opinion_waiting', ['petitionId'], { where: OPINION_WAITS })
export class OpinionEntity implements Opinion {
  @PrimaryColumn(id) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column({ type: 'int' }) revision: number;
  @Column(text) state: OpinionState;
  @Column(text) facts: string;
  @Column({ ...text, array: true }) evidence: string[];
  @Column({ type: 'jsonb' }) answers: Answer[];
  @Column({ ...dayOrNull, name: 'execute_by' }) executeBy: string | null;
  @Column({ ...idOrNull, name: 'performer_id' }) performerId: string | null;
  @Column({ ...id, name: 'drafted_by' }) draftedBy: string;
  @Column({ ...idOrNull, name: 'checked_by' }) checkedBy: string | null;
  @Column({ ...idOrNull, name: 'issued_by' }) issuedBy: string | null;
  @Column(textOrNull) remark: string | null;
  @Column({ ...idOrNull, name: 'document_id' }) documentId: string | null;
  @Column({ ...dayOrNull, name: 'dispatched_on' }) dispatchedOn: string | null;
  @Column({ type: 'boolean' }) legacy: boolean;
}

@Entity('opinion_draft')
export class OpinionDraftEntity implements OpinionDraft {
  @PrimaryColumn({ ...id, name: 'petition_id' }) petitionId: string;
  @Column(text) version: string;
  @Column(text) facts: string;
  @Column({ ...text, array: true }) evidence: string[];
  @Column({ type: 'jsonb' }) answers: DraftAnswer[];
  @Column({ ...dayOrNull, name: 'execute_by' }) executeBy: string | null;
  @Column({ ...idOrNull, name: 'performer_id' }) performerId: string | null;
  @Column({ ...id, name: 'saved_by' }) savedBy: string;
  @Column({ type: 'timestamptz', name: 'saved_at' }) savedAt: Date;
}

@Entity('case_record')
@Index('case_record_petition', ['petitionId'])
@Index('case_record_waiting', ['petitionId'], { where: RECORD_WAITS })
@Index('case_record_register', ['organId', 'kind', 'state'])
export class CaseRecordEntity {
  @PrimaryColumn(id) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column(text) kind: RecordKind;
  @Column(text) state: string;
  @Column({ ...day, name: 'on_day' }) on: string;
  @Column({ ...idOrNull, name: 'organ_id' }) organId: string | null;
  @Column({ ...idOrNull, name: 'by_person_id' }) byPersonId: string | null;
  @Column({ ...dayOrNull, name: 'until_day' }) until: string | null;
  @Column({ ...idOrNull, name: 'confirmed_by' }) confirmedBy: string | null;
  @Column({ ...dayOrNull, name: 'confirmed_on' }) confirmedOn: string | null;
  @Column({ type: 'jsonb' }) data: RecordData[RecordKind];
}

@Entity('service')
@Index('service_petition', ['petitionId'])
@Index('service_once', ['documentId', 'petitionerId'], { unique: true, where: 'served_on is not null' })
export class ServiceEntity implements Service {
  @PrimaryColumn(id) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column({ ...idOrNull, name: 'opinion_id' }) opinionId: string | null;
  @Column({ ...idOrNull, name: 'document_id' }) documentId: string | null;
  @Column({ ...id, name: 'petitioner_id' }) petitionerId: string;
  @Column({ ...idOrNull, name: 'through_id' }) throughId: string | null;
  @Column(text) way: ServiceWay;
  @Column({ ...dayOrNull, name: 'served_on' }) servedOn: string | null;
  @Column({ type: 'jsonb' }) proof: Proof;
}

@Entity('document')
@Index('document_petition', ['petitionId'])
export class DocumentEntity {
  @PrimaryColumn(id) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column(text) kind: string;
  @Column(textOrNull) number: string | null;
  @Column(text) body: string;
  @Column(text) hash: string;
  @Column({ ...day, name: 'issued_on' }) issuedOn: string;
  @Column({ ...id, name: 'organ_id' }) organId: string;
  @Column({ ...dayOrNull, name: 'voided_on' }) voidedOn: string | null;
  @Column({ ...textOrNull, name: 'void_reason' }) voidReason: string | null;
  @Column({ ...idOrNull, name: 'voided_by' }) voidedBy: string | null;
  @Column({ ...idOrNull, name: 'replaced_by' }) replacedBy: string | null;
}

@Entity('document_number')
export class DocumentNumberEntity {
  @PrimaryColumn({ ...id, name: 'organ_id' }) organId: string;
  @PrimaryColumn(text) kind: string;
  @PrimaryColumn({ type: 'int' }) year: number;
  @Column({ type: 'int' }) last: number;
}

@Entity('document_register')
@Check(
  'document_register_state',
  `state in ('free', 'taken', 'used', 'void') and (state <> 'free' or document_id is null) and (state not in ('taken', 'used') or document_id is not null) and (state in ('used', 'void')) = (number is not null) and (state = 'void') = (void_reason is not null)`,
)
@Index('document_register_free', ['organId', 'kind', 'year', 'running'], { where: `state = 'free'` })
@Index('document_register_taken', ['takenAt'], { where: `state = 'taken'` })
@Index('document_register_document', ['documentId'], { unique: true })
export class DocumentRegisterEntity {
  @PrimaryColumn({ ...id, name: 'organ_id' }) organId: string;
  @PrimaryColumn(text) kind: string;
  @PrimaryColumn({ type: 'int' }) year: number;
  @PrimaryColumn({ type: 'int' }) running: number;
  @Column(text) state: 'free' | 'taken' | 'used' | 'void';
  @Column({ type: 'timestamptz', name: 'taken_at' }) takenAt: Date;
  @Column({ ...idOrNull, name: 'document_id' }) documentId: string | null;
  @Column(textOrNull) number: string | null;
  @Column({ ...textOrNull, name: 'void_reason' }) voidReason: string | null;
  @Column({ ...dayOrNull, name: 'voided_on' }) voidedOn: string | null;
  @Column({ ...idOrNull, name: 'voided_by' }) voidedBy: string | null;
}

@Entity('seal_register')
export class SealRegisterEntity implements SealLine {
  @PrimaryColumn({ ...id, name: 'document_id' }) documentId: string;
  @PrimaryColumn({ type: 'int' }) line: number;
  @Column({ ...id, name: 'organ_id' }) organId: string;
  @Column({ type: 'int' }) copies: number;
  @Column(textOrNull) reason: string | null;
  @Column({ ...id, name: 'printed_by' }) printedBy: string;
  @Column({ ...day, name: 'printed_on' }) printedOn: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

@Entity('history')
@Index('history_petition', ['petitionId', 'id'])
export class HistoryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column({ ...id, name: 'petition_id' }) petitionId: string;
  @Column({ ...day, name: 'on_day' }) on: string;
  @Column({ type: 'timestamptz' }) at: Date;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  @Column({ ...text, name: 'actor_kind' }) actorKind: string;
  @Column({ ...textOrNull, name: 'actor_id' }) actorId: string | null;
  @Column({ ...idOrNull, name: 'organ_id' }) organId: string | null;
  @Column(textOrNull) role: string | null;
  @Column(text) actor: string;
  @Column(text) act: string;
  @Column(text) basis: string;
  @Column(textOrNull) part: 'proposal' | 'confirmation' | null;
  @Column(textOrNull) remark: string | null;
}

export const caseEntities = [
  PetitionEntity,
  PetitionRequestEntity,
  ExtensionEntity,
  OpinionEntity,
  OpinionDraftEntity,
  CaseRecordEntity,
  ServiceEntity,
  DocumentEntity,
  DocumentNumberEntity,
  DocumentRegisterEntity,
  SealRegisterEntity,
  HistoryEntity,
];
