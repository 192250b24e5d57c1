import { Injectable } from '@nestjs/common';
import { Access, accessError, type Grant } from '@sunshine/access';
import { lineOf, writeLine } from '@sunshine/audit';
import { isDomainError } from '@sunshine/errors';
import type { PetitionKind } from '@sunshine/events';
import { loader, noteRefused, signedIn, sql, transaction, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { NIL, validate as isUuid } from 'uuid';
import { FILING_LIMITS } from '@sunshine/words';
import { registrationError } from '../domain/registration/registration.errors.js';
import {
  agreement,
  allowLook,
  factsOf,
  judgeCandidate,
  likeness,
  mayLookForRepeats,
  rarestPieces,
  reasonsOf,
  sharedPhrases,
  type Commonness,
  type ComparedMatter,
  type Comparison,
  type Facts,
  type RepeatReason,
} from '../domain/repeats/repeats.js';
import { lengthOf } from '../domain/text.js';
import type { PetitionRow } from '../register/register.rows.js';
import * as statements from './repeats.rows.js';
import type { ComparedRow, LinkedRow, OtherRow, OwnRow } from './repeats.rows.js';

export interface RepeatCandidateView {
  readonly petition: PetitionRow;
  readonly score: number;
  readonly reasons: readonly RepeatReason[];
}

export interface RepeatCandidatesView {
  readonly repeats: readonly RepeatCandidateView[];
  readonly related: readonly RepeatCandidateView[];
  readonly elsewhere: number | null;
}

/** The compared parts of a filing before it is registered. */
export interface FormFacts {
  /** By default the registrar's own. */
  readonly organId?: string | null;
  readonly kind: PetitionKind;
  readonly division: string;
  readonly receivedOn: string;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly { readonly text: string }[];
  readonly respondent?: readonly { readonly organId?: string | null; readonly text?: string | null }[] | null;
  readonly contentClass?: string | null;
  readonly previousNumber?: string | null;
}

/** The acts of the matrix. */
const LOOK = 'seekRepeats';
const LOOK_OF_FORM = 'seekRepeatsOfForm';

const CANDIDATES = { byDefault: 5, most: 20 } as const;

/** Limits of a search: pieces searched, petitions that contain them, petitions compared whole. */
const SEARCH = { pieces: 64, postings: 12_000, compared: 100 } as const;

/** How long the statistics of pieces are kept; PostgreSQL renews them when a tenth of the register has changed. */
const COUNTS_KEPT_MS = 600_000;

/** Without statistics all pieces weigh the same. */
const UNCOUNTED: Commonness = { petitions: 1, shares: new Map(), rare: 0.01, rareAtMost: 0.01 };

const SAME = Symbol('petitions of the same matter');
const RELATED = Symbol('related petitions');
const REPEATING = Symbol('whether a petition repeats an earlier one');

/** Candidates for repeats of a petition, and what is linked with it. */
@Injectable()
export class RepeatsService {
  private readonly besides: Statement;
  private readonly besidesForm: Statement;
  private readonly same: Statement;
  private readonly related: Statement;
  private counts: { readonly at: number; readonly commonness: Commonness } | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
  ) {
    this.besides = statements.besides(access);
    this.besidesForm = statements.besidesForm(access);
    this.same = statements.sameMatters(access);
    this.related = statements.relatedMatters(access);
  }

  /**
   * Candidates for one open petition, at most `first` (1 to 20, by default 5) of each sort. The search is recorded before anything is
   * shown.
   * @throws SIGN_IN_REQUIRED, PETITION_NOT_FOUND, ACT_NOT_YOURS, ORGAN_CLOSED, REPEATS_SEALED, REPEATS_OF_CLOSED, REPEAT_LOOKS_TOO_MANY
   */
  async candidates(ctx: RequestContext, petitionId: string, first: number | null | undefined): Promise<RepeatCandidatesView> {
    const personId = officer(ctx, petitionId);
    const db = this.db.manager;
    const grant = await this.access.require(db, ctx, LOOK, petitionId);
    const [own] = await sql<OwnRow>(db, statements.ownMatter, [petitionId]);
    if (!own) throw accessError('PETITION_NOT_FOUND');
    const [looks] = await sql<{ others: number }>(db, statements.looksOfDay, [personId, own.id, ctx.on]);
    noted(ctx, LOOK, own.id, () => {
      mayLookForRepeats(own);
      allowLook(looks?.others ?? 0);
    });
    const found = await this.search({ personId, organId: grant.organId }, own, countOf(first));
    const mayCount = (await this.access.organ(db, grant.organId)).kind === 'petition_bureau';
    const answer = { ...found, elsewhere: mayCount ? found.elsewhere : null };
    await this.note(ctx, personId, own.id, grant, answer);
    return answer;
  }

  /**
   * Candidates for a filing that is still being typed, by its facts only: identities are compared once it is registered. Nothing of the
   * form is stored; the search is recorded before anything is shown.
   * @throws SIGN_IN_REQUIRED, ACT_NOT_YOURS, ORGAN_CLOSED, REPEATS_SEALED, TEXT_TOO_LONG
   */
  async candidatesOfForm(ctx: RequestContext, form: FormFacts): Promise<RepeatCandidatesView> {
    const personId = signedIn(ctx);
    const db = this.db.manager;
    const grant = await this.access.requireNode(db, ctx, LOOK_OF_FORM, form.organId);
    noted(ctx, LOOK_OF_FORM, null, () => mayLookForRepeats({ kind: form.kind, closedOn: null }));
    if (lengthOf(form.text) > FILING_LIMITS.text)
      throw registrationError('TEXT_TOO_LONG', { details: { limit: FILING_LIMITS.text, length: lengthOf(form.text) } });
    const own = comparedForm(form);
    const facts = factsOf(own);
    const commonness = await this.commonness();
    const alike = await this.alike(facts, commonness, NIL); // the form is of no petition yet
    const others = await sql<OtherRow>(db, this.besidesForm, [personId, alike, own.previousNumber, form.receivedOn]);
    await writeLine(db, lineOf(ctx, LOOK_OF_FORM, { organId: grant.organId }));
    return { ...judged(own, facts, others, commonness, CANDIDATES.byDefault), elsewhere: null };
  }

  /** Petitions linked as the same matter that the reader may see, the earliest first. */
  repeatsOf(ctx: RequestContext, petitionId: string): Promise<PetitionRow[]> {
    return this.linked(ctx, SAME, this.same, petitionId);
  }

  relatedTo(ctx: RequestContext, petitionId: string): Promise<PetitionRow[]> {
    return this.linked(ctx, RELATED, this.related, petitionId);
  }

  /** Whether the petition is linked as a repeat of an earlier one, even if the reader may not see that one. */
  async repeats(ctx: RequestContext, petitionId: string): Promise<boolean> {
    const answer = await loader<string, boolean>(ctx, REPEATING, async (ids) => {
      const rows = new Set((await sql<{ id: string }>(this.db.manager, statements.repeating, [ids])).map(({ id }) => id));
      return ids.map((id) => rows.has(id));
    }).load(petitionId);
    return answer === true;
  }

  private async search(
    { personId, organId }: { readonly personId: string; readonly organId: string },
    own: OwnRow,
    first: number,
  ): Promise<RepeatCandidatesView & { readonly elsewhere: number }> {
    const commonness = await this.commonness();
    const mine = comparedOf(own);
    const facts = factsOf(mine);
    const alike = await this.alike(facts, commonness, own.id);
    const others = await sql<OtherRow>(this.db.manager, this.besides, [personId, own.id, alike, organId]);
    return judged(mine, facts, others, commonness, first);
  }

  /** Ids of the petitions that contain most of the rare pieces of these facts. */
  private async alike(facts: Facts, commonness: Commonness, ownId: string): Promise<string[]> {
    const pieces = rarestPieces(facts, commonness, SEARCH);
    const values = [pieces.map(({ piece }) => `'${piece}'`), pieces.map(({ weight }) => weight), ownId, SEARCH.compared];
    return (await sql<{ id: string }>(this.db.manager, statements.alikeByText, values)).map(({ id }) => id);
  }

  private async commonness(): Promise<Commonness> {
    const at = performance.now();
    if (this.counts === null || at - this.counts.at > COUNTS_KEPT_MS) {
      const [row] = await sql<{ petitions: number; pieces: string[] | null; shares: number[] | null }>(
        this.db.manager,
        statements.commonPieces,
        [],
      );
      this.counts = { at, commonness: commonnessOf(row) };
    }
    return this.counts.commonness;
  }

  /** Records a search before its result is shown: in the audit, and in `repeat_look` with the candidates shown. */
  private async note(ctx: RequestContext, personId: string, petitionId: string, grant: Grant, shown: RepeatCandidatesView): Promise<void> {
    const ids = [...shown.repeats, ...shown.related].map(({ petition }) => petition.id);
    await transaction(this.db, async (tx) => {
      const values = [petitionId, personId, grant.organId, grant.role, ctx.on, ctx.at, ids, shown.elsewhere];
      await sql(tx, statements.noteLook, values);
      await writeLine(tx, lineOf(ctx, LOOK, { subject: petitionId }));
    });
  }

  private async linked(ctx: RequestContext, key: symbol, statement: Statement, petitionId: string): Promise<PetitionRow[]> {
    const rows = await loader<string, PetitionRow[]>(ctx, key, async (ids) => {
      const of = new Map<string, PetitionRow[]>(ids.map((id) => [id, []]));
      for (const row of await sql<LinkedRow>(this.db.manager, statement, [ctx.personId, ids])) of.get(row.root)?.push(row);
      return ids.map((id) => of.get(id) ?? []);
    }).load(petitionId);
    return rows ?? [];
  }
}

/** Runs a rule about searching; a refusal is recorded in the audit. */
function noted(ctx: RequestContext, act: string, subject: string | null, rule: () => void): void {
  try {
    rule();
  } catch (error) {
    if (isDomainError(error)) noteRefused(ctx.remarks, { act, code: error.code, subject });
    throw error;
  }
}

/** Only persons may search and link; a malformed id is answered like an unknown petition. */
export function officer(ctx: RequestContext, ...petitionIds: readonly string[]): string {
  const personId = signedIn(ctx);
  if (ctx.kind !== 'person' || !petitionIds.every((id) => isUuid(id))) throw accessError('PETITION_NOT_FOUND');
  return personId;
}

/** The candidates among `others`, the best first, at most `first` of each sort. */
function judged(
  own: ComparedMatter,
  facts: Facts,
  others: readonly OtherRow[],
  commonness: Commonness,
  first: number,
): RepeatCandidatesView & { readonly elsewhere: number } {
  const candidates = others.flatMap((row) => {
    const other = comparedOf(row);
    const { shared, daysApart } = row;
    const theirs = factsOf(other);
    const comparison: Comparison = {
      own,
      other,
      shared,
      daysApart,
      likeness: likeness(facts, theirs, commonness),
      agreement: agreement(facts, theirs, commonness),
    };
    const judgement = judgeCandidate(comparison);
    return judgement ? [{ row, comparison, ...judgement }] : [];
  });
  const shown = (as: 'repeat' | 'related') =>
    candidates
      .filter((one) => one.as === as && one.row.seen)
      .sort((one, other) => other.score - one.score || (one.row.id < other.row.id ? 1 : -1))
      .slice(0, first)
      .map(({ row, comparison, score }) => ({
        petition: row,
        score,
        reasons: reasonsOf(comparison, sharedPhrases(comparison.own, comparison.other, commonness)),
      }));
  const elsewhere = candidates.filter(({ as, row }) => as === 'repeat' && !row.seen && row.countable).length;
  return { repeats: shown('repeat'), related: shown('related'), elsewhere };
}

function countOf(first: number | null | undefined): number {
  return Math.min(CANDIDATES.most, Math.max(1, Math.trunc(first ?? CANDIDATES.byDefault)));
}

const comparedOf = (row: ComparedRow): ComparedMatter => ({ ...row, summary: row.summary ?? '', text: row.text ?? '' });

const comparedForm = ({ division, contentClass, respondent, summary, text, requests, previousNumber }: FormFacts): ComparedMatter => ({
  number: '',
  division,
  contentClass: contentClass ?? null,
  respondent: respondent ?? [],
  summary,
  text,
  requests: requests.map((request) => request.text),
  previousNumber: previousNumber || null,
});

/** PostgreSQL appends the smallest and the largest share to the list of shares. */
function commonnessOf(row: { petitions: number; pieces: string[] | null; shares: number[] | null } | undefined): Commonness {
  if (!row?.pieces || !row.shares) return UNCOUNTED;
  const { petitions, pieces, shares } = row;
  const least = shares[pieces.length] ?? UNCOUNTED.rareAtMost;
  return {
    petitions,
    shares: new Map(pieces.map((piece, at) => [piece, shares[at] as number])),
    rare: Math.sqrt(least / petitions),
    rareAtMost: least,
  };
}
