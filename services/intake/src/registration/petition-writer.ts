import { Inject, Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import { RelationSet, type Act } from '@sunshine/events';
import type { Emit } from '@sunshine/messaging';
import { sql, together } from '@sunshine/platform';
import { KeyStore, seal } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { agentForms, indexedForms, mask, sealedFields } from '../domain/registration/identity.js';
import type { RegisteredPetitioner, Registration } from '../domain/registration/registration.js';
import { bigrams } from '../domain/register/search.js';
import { QueryCodes } from '../tracking/query-codes.js';
import { visitRow } from '../visits/visit.rows.js';
import { insertPetition } from './registration.rows.js';
import { KeyedHash } from '../sealing/keyed-hash.js';
import { placeOf } from '../sealing/place.js';

/** Writes a registered petition: seals identity, seals a report whole, sets the relations of the registering organ and the accused. */
@Injectable()
export class PetitionWriter {
  private readonly index: KeyedHash;

  constructor(
    private readonly access: Access,
    private readonly keys: KeyStore,
    private readonly codes: QueryCodes,
    @Inject(INTAKE_CONFIG) config: IntakeConfig,
  ) {
    this.index = new KeyedHash(config.INTAKE_INDEX_KEYS, 'blind index');
  }

  /**
   * Answers the id of the key from which the query code is derived.
   * @param waited a filing that waited: its data key exists, and its filer has the code of that key
   */
  async write(
    tx: EntityManager,
    emit: Emit,
    act: Act,
    state: Registration,
    waited: { readonly codeKeyId: string } | null = null,
  ): Promise<string> {
    const report = state.kind === 'REPORT';
    const dataKey = await (waited ? this.keys.open(state.id) : this.keys.create(state.id, report ? 'report' : 'ordinary'));
    const codeKeyId = waited?.codeKeyId ?? this.codes.keyId;
    const kept = this.codes.kept(this.codes.of(state.id, codeKeyId));
    // An anonymous filing is not indexed, even if it leaves a telephone number.
    const index = report || state.anonymous ? [] : this.indexOf(state);
    const inserted = sql(tx, insertPetition, [
      state.id,
      state.number,
      state.channel,
      state.kind,
      state.division,
      state.organId,
      state.receivedOn,
      state.registeredOn,
      act.at,
      state.postmarkOn,
      state.firstStampOn,
      report ? null : state.summary,
      report ? null : state.text,
      state.peopleCount,
      state.purpose,
      state.contentClass,
      state.anonymous,
      JSON.stringify(report ? [] : state.respondent),
      state.urgentEvent && !report ? JSON.stringify(state.urgentEvent) : null,
      state.addressedTo,
      state.previousNumber,
      state.previousId,
      JSON.stringify(sealedOf(dataKey, state)),
      report ? [] : bigrams(state.summary, state.text),
      act.actor.kind === 'person' ? act.actor.id : null,
      state.requests.map(({ id }) => id),
      state.requests.map(({ text }) => (report ? null : text)),
      state.requests.map(({ id, text }) => (report ? seal(dataKey, placeOf(id, 'text'), text) : null)),
      state.petitioners.map(({ id }) => id),
      state.petitioners.map(({ representative }) => representative),
      state.petitioners.map((petitioner) => mask(petitioner).name),
      state.petitioners.map((petitioner) => mask(petitioner).phone),
      state.petitioners.map((petitioner) => JSON.stringify(sealedIdentity(dataKey, petitioner))),
      index.map(({ keyId }) => keyId),
      index.map(({ field }) => field),
      index.map(({ digest }) => digest),
      index.map(({ petitionerId }) => petitionerId),
      codeKeyId,
      kept.codeDigest,
      kept.secretDigest,
      state.petitioners.map(({ below14 }) => below14),
      state.petitioners.map(({ guardian }) => guardian?.consent ?? false),
      state.desk.barCode,
      state.desk.stampNumber,
      state.desk.envelopeFileId,
      state.desk.recordingFileId,
      state.desk.oral,
      state.desk.entry && JSON.stringify(state.desk.entry),
      state.desk.visitId,
      JSON.stringify(state.desk.visit ? [visitRow(state.desk.visit)] : []),
      state.staffConduct,
      state.desk.transferIn && JSON.stringify(state.desk.transferIn),
    ]);
    await together(inserted, this.relate(tx, emit, state));
    return codeKeyId;
  }

  /** Bars the accused first, so that they can never see the petition. */
  private async relate(tx: EntityManager, emit: Emit, state: Registration): Promise<void> {
    const { id: petitionId, kind, channel, division, organId, accusedIds } = state;
    const known = this.access.know(tx, { petitionId, kind, channel, division, accusedIds });
    emit(petitionId, ...accusedIds.map((subject) => RelationSet.create({ petitionId, subject, relation: 'barred' })));
    await together(known, this.access.setRelation(tx, emit, { petitionId, subject: organId, relation: 'registering' }));
  }

  /** The agent's normal form is indexed under the id of the petition. */
  private indexOf({ id, petitioners, agentName }: Registration) {
    const forms = [
      ...petitioners.flatMap((petitioner) => indexedForms(petitioner).map((form) => ({ ownerId: petitioner.id, ...form }))),
      ...agentForms(agentName).map((form) => ({ ownerId: id, ...form })),
    ];
    return forms.flatMap(({ ownerId, field, form }) =>
      this.index.all(field, form).map(({ keyId, digest }) => ({ petitionerId: ownerId, field, keyId, digest })),
    );
  }
}

/** Sealed fields of the petition: the agent; for a report everything it says. */
function sealedOf(dataKey: Buffer, state: Registration): Record<string, string> {
  const sealed: Record<string, string> = {};
  const add = (field: string, text: string) => {
    sealed[field] = seal(dataKey, placeOf(state.id, field), text);
  };
  if (state.agentName !== null) add('agent', state.agentName);
  if (state.kind !== 'REPORT') return sealed;
  add('summary', state.summary);
  add('text', state.text);
  add('accused', JSON.stringify(state.accused));
  add('respondent', JSON.stringify(state.respondent));
  if (state.urgentEvent !== null) add('urgentEvent', JSON.stringify(state.urgentEvent));
  return sealed;
}

function sealedIdentity(dataKey: Buffer, petitioner: RegisteredPetitioner): Record<string, string> {
  return Object.fromEntries(sealedFields(petitioner).map(([field, value]) => [field, seal(dataKey, placeOf(petitioner.id, field), value)]));
}
