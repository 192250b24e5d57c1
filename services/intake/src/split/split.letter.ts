import { Injectable } from '@nestjs/common';
import { Access } from '@sunshine/access';
import type { Channel, OrganKind } from '@sunshine/events';
import { sql, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { DeskSeal } from '../runner/desk.seal.js';
import { knownVisit } from '../visits/visit.rows.js';
import type { DeskPetition } from '../domain/desk-petition.js';
import { registrationError } from '../domain/registration/registration.errors.js';
import { accusedIdsOf, accusingWords } from '../domain/registration/parties.js';
import { lookUpsOf, type Filing, type FilingFacts, type PetitionerFields } from '../domain/registration/registration.js';
import { organsOfFiling } from '../registration/registration.rows.js';

interface PetitionerRow {
  readonly id: string;
  readonly representative: boolean;
  readonly below14: boolean;
  readonly consent: boolean;
  readonly sealed: Readonly<Record<string, string>>;
}

interface LetterRow {
  readonly oral: boolean;
  readonly agent: string | null;
  readonly petitioners: readonly PetitionerRow[];
  readonly requestIds: readonly string[];
}

export type Letter = Pick<
  DeskPetition,
  | 'id'
  | 'kind'
  | 'division'
  | 'organId'
  | 'receivedOn'
  | 'postmarkOn'
  | 'firstStampOn'
  | 'peopleCount'
  | 'anonymous'
  | 'visitId'
  | 'summary'
  | 'text'
> & { readonly channel: Channel };

const letter: Statement = {
  name: 'intake.split-letter',
  text: `select p.id, p.kind, p.channel, p.division, p.organ_id as "organId", p.received_on as "receivedOn", p.postmark_on as "postmarkOn",
      p.first_stamp_on as "firstStampOn", p.people_count as "peopleCount", p.anonymous, p.visit_id as "visitId", p.summary, p.text
    from petition p where p.id = $1 for update of p`,
};
const rest: Statement = {
  name: 'intake.split-letter-rest',
  text: `select p.oral, p.sealed->>'agent' as agent, array(select r.id from petition_request r where r.petition_id = p.id order by r.position) as "requestIds",
      coalesce((select json_agg(json_build_object('id', t.id, 'representative', t.representative, 'below14', t.below_14, 'consent', t.guardian_consent,
        'sealed', t.sealed) order by t.position) from petitioner t where t.petition_id = p.id
          and (t.ended_on is null or not exists (select 1 from petitioner l where l.petition_id = p.id and l.ended_on is null))), '[]') as petitioners
    from petition p where p.id = $1`,
};

/** Reads the letter as it was filed, for the registration of its parts. */
@Injectable()
export class Letters {
  constructor(
    private readonly seal: DeskSeal,
    private readonly access: Access,
  ) {}

  async locked(tx: EntityManager, petitionId: string): Promise<Letter | null> {
    const [row] = await sql<Letter>(tx, letter, [petitionId]);
    return row ?? null;
  }

  /** @throws IDENTITY_DESTROYED */
  async filing(tx: EntityManager, petition: Letter): Promise<Filing> {
    const [row] = await sql<LetterRow>(tx, rest, [petition.id]);
    if (!row) throw new Error(`petition ${petition.id} is gone`);
    const texts = this.seal.of(petition);
    const petitioners = await Promise.all(
      row.petitioners.map(async ({ id, representative, below14, consent, sealed }): Promise<PetitionerFields> => {
        const field = async (name: string) => (sealed[name] === undefined ? null : texts.open(id, name, sealed[name]));
        const [name, idType, idNumber, phone, address] = await Promise.all(['name', 'idType', 'idNumber', 'phone', 'address'].map(field));
        const [guardian, relation] = await Promise.all([field('guardianName'), field('guardianRelation')]);
        return {
          representative,
          below14,
          guardian: guardian ? { name: guardian, relation: relation ?? null, consent } : null,
          name: name ?? null,
          idType: idType ?? null,
          idNumber: idNumber ?? null,
          phone: phone ?? null,
          address: address ?? null,
        };
      }),
    );
    return {
      channel: petition.channel,
      kind: petition.kind,
      division: petition.division,
      receivedOn: petition.receivedOn,
      postmarkOn: petition.postmarkOn,
      firstStampOn: petition.firstStampOn,
      summary: '',
      text: '',
      requests: [],
      petitioners,
      peopleCount: petition.peopleCount,
      anonymous: petition.anonymous,
      agent: row.agent === null ? null : { name: await texts.open(petition.id, 'agent', row.agent) },
      oral: row.oral,
    };
  }

  /** What registering a part must know; its organ is that of the letter, open or closed, unless a report accuses it. @throws REPORT_HAS_NO_READER */
  async facts(tx: EntityManager, petition: Letter, part: Filing, petitionId: string): Promise<FilingFacts> {
    const { organIds } = lookUpsOf(part, petition.organId);
    const organs = await sql<{ id: string; kind: OrganKind }>(tx, organsOfFiling, [organIds, []]);
    const own = organs.find(({ id }) => id === petition.organId);
    if (!own) throw new Error(`organ ${petition.organId} is not known`);
    const words = accusingWords(part);
    const named = words === null ? [] : await this.access.organsNamedIn(tx, words);
    const accusedIds = [...accusedIdsOf(part), ...named.filter(({ surely }) => surely).map(({ id }) => id)];
    const { division, receivedOn: on } = petition;
    const kept = words === null ? own : await this.access.keeper(tx, { organId: own.id, accusedIds, division, on, readers: false });
    if (!kept) throw registrationError('REPORT_HAS_NO_READER', { source: '信访工作条例 30 ¶3' });
    return {
      organ: { id: kept.id, kind: kept.kind, closedOn: null },
      named,
      knownOrgans: new Set(organs.map(({ id }) => id)),
      previousId: null,
      representatives: [],
      deskId: petition.organId,
      visit: petition.visitId === null ? null : await knownVisit(tx, petition.visitId, petition.organId),
      petitionId,
      newId: uuid,
    };
  }

  async requestIds(tx: EntityManager, petitionId: string): Promise<readonly string[]> {
    const [row] = await sql<LetterRow>(tx, rest, [petitionId]);
    return row?.requestIds ?? [];
  }
}
