import { Inject, Injectable } from '@nestjs/common';
import { Access, accessError, type Grant } from '@sunshine/access';
import type { Act } from '@sunshine/events';
import { networkOf } from '@sunshine/limits';
import { signedIn, sql, type RequestContext } from '@sunshine/platform';
import { KeyStore, open, seal } from '@sunshine/sealing';
import type { EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { INTAKE_CONFIG, type IntakeConfig } from '../config.js';
import { pendingError } from '../domain/pending/pending.errors.js';
import type { Pending, Proposal } from '../domain/pending/pending.js';
import type { Filing, JudgedFiling } from '../domain/registration/registration.js';
import { placeOf } from '../sealing/place.js';
import { QueryCodes } from '../tracking/query-codes.js';
import { KeyedHash } from '../sealing/keyed-hash.js';
import { endPending, insertPending, lockPending, type LockedPending, type PendingRow } from './pending.rows.js';

const nothing = (): void => undefined;

/** Stores waiting filings: sealed under the key and found by the query code that their petitions will have. */
@Injectable()
export class PendingStore {
  private readonly groups: KeyedHash;

  constructor(
    private readonly access: Access,
    private readonly keys: KeyStore,
    private readonly codes: QueryCodes,
    @Inject(INTAKE_CONFIG) config: IntakeConfig,
  ) {
    this.groups = new KeyedHash(config.INTAKE_INDEX_KEYS, 'pending filings');
  }

  /**
   * Receives a judged filing without registering it. Bars and relations are stored in this service only: no event is sent.
   * Answers the id of the key from which its query code is derived.
   */
  async add(tx: EntityManager, act: Act, address: string, judged: JudgedFiling, filing: Filing, files: number): Promise<string> {
    const { id, kind, channel, division, organId, organKind, receivedOn, accusedIds, urgentEvent } = judged;
    const key = await this.keys.create(id, kind === 'REPORT' ? 'report' : 'ordinary');
    const codeKeyId = this.codes.keyId;
    const { codeDigest, secretDigest } = this.codes.kept(this.codes.of(id, codeKeyId));
    await sql(tx, insertPending, [
      id,
      organId,
      organKind,
      kind,
      division,
      receivedOn,
      act.recordedAt,
      urgentEvent !== null,
      this.originOf(judged, address),
      this.likenessOf(judged),
      seal(key, placeOf(id, 'filing'), JSON.stringify(filing)),
      files,
      codeKeyId,
      codeDigest,
      secretDigest,
    ]);
    await this.access.know(tx, { petitionId: id, kind, channel, division, accusedIds });
    await this.access.setRelation(tx, nothing, { petitionId: id, subject: organId, relation: 'registering' });
    return codeKeyId;
  }

  /**
   * Checks the right to an act on a filing and locks its row.
   * @throws PETITION_NOT_FOUND where the person may not see it, as for an unknown one; ACT_NOT_YOURS, ORGAN_CLOSED, PENDING_FILING_UNKNOWN
   */
  async require(
    tx: EntityManager,
    ctx: RequestContext,
    act: string,
    filingId: string,
  ): Promise<{ pending: Pending; row: LockedPending; grant: Grant & { readonly personId: string } }> {
    const personId = signedIn(ctx);
    if (ctx.kind !== 'person' || !isUuid(filingId)) throw accessError('PETITION_NOT_FOUND');
    const grant = await this.access.require(tx, ctx, act, filingId);
    const [row] = await sql<LockedPending>(tx, lockPending, [filingId]);
    if (!row) throw pendingError('PENDING_FILING_UNKNOWN');
    const { state, number, aside } = row;
    return { pending: { state, number, proposal: await this.proposalOf(row.id, aside) }, row, grant: { ...grant, personId } };
  }

  /** @throws IDENTITY_DESTROYED */
  async filing({ id, sealed }: Pick<LockedPending, 'id'> & { readonly sealed: string }): Promise<Filing> {
    return JSON.parse(open(await this.keys.open(id), placeOf(id, 'filing'), sealed).toString('utf8')) as Filing;
  }

  /** Ends the filing and its registering relation before its petition is written, which sets and publishes its own. */
  async end(tx: EntityManager, { id, organId }: LockedPending, on: string, personId: string): Promise<void> {
    await this.access.endRelation(tx, nothing, { petitionId: id, subject: organId, relation: 'registering' });
    await sql(tx, endPending, [id, on, personId]);
  }

  /** Groups signed filings of one address and day, reports separately. For an anonymous filing no address is stored, not even as a hash. */
  private originOf({ kind, anonymous, receivedOn }: JudgedFiling, address: string): string | null {
    return anonymous ? null : this.groups.newest('origin', networkOf(address), receivedOn, String(kind === 'REPORT')).digest;
  }

  /** Groups filings with the same text; reports are compared with nothing. */
  private likenessOf({ kind, summary, text, requests }: JudgedFiling): string | null {
    if (kind === 'REPORT') return null;
    const said = [summary, text, ...requests.map((request) => request.text)].map((one) => one.normalize('NFKC').replace(/\s+/g, ''));
    return this.groups.newest('likeness', ...said).digest;
  }

  private async proposalOf(filingId: string, aside: PendingRow['aside']): Promise<Proposal | null> {
    if (aside?.state !== 'proposed') return null;
    const { id, reason, ofNumber, sealed, by } = aside;
    const note = open(await this.keys.open(filingId), placeOf(id, 'note'), sealed).toString('utf8');
    return { id, reason, ofNumber, note, by };
  }
}
