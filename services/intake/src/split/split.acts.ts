import { Mutation, Resolver } from '@nestjs/graphql';
import { Access, accessError } from '@sunshine/access';
import { Input, withoutNulls } from '@sunshine/acts';
import { placed } from '@sunshine/errors';
import { SplitPrepared } from '@sunshine/events';
import { Commands } from '@sunshine/messaging';
import { Ctx, signedIn, sql, type RequestContext, type Statement } from '@sunshine/platform';
import { DataSource } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { DeskRunner } from '../runner/desk.runner.js';
import { splitError } from '../domain/split.errors.js';
import { judgeFiling } from '../domain/registration/registration.js';
import { filingOfPart, requireSplittable } from '../domain/split/split.js';
import { clean } from '../domain/text.js';
import { requirePurpose } from '../sealing/opening.acts.js';
import { Letters } from './split.letter.js';
import { SplitStore } from './split.store.js';
import { OpenSplitInput, PrepareSplitInput } from './split.inputs.js';
import { PartOfLetter, PreparedSplit } from './split.graph.js';

// Recorded with the report where there is one, so that readers of the claim's openings learn nothing of the report.
const noteOpening: Statement = {
  name: 'intake.split-opening',
  text: `insert into sealed_opening (id, petition_id, owner_id, field, person_id, organ_id, role, purpose, at)
    select $1, o.id, o.id, 'split', $4, $5, $6, $7, $8
      from (select coalesce((select id from petition where id = any($3::uuid[]) and kind = 'REPORT' limit 1), $2::uuid) as id) o`,
};
const numbersOf: Statement = {
  name: 'intake.split-numbers',
  text: 'select id as "petitionId", number from petition where id = any($1::uuid[]) order by number',
};

type PartOfSplit = PrepareSplitInput['parts'][number] & { readonly attachments: null };

/** 一信多事: prepares the split of a letter and shows what it was split into. */
@Resolver()
export class SplitActs {
  constructor(
    private readonly db: DataSource,
    private readonly runner: DeskRunner,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly letters: Letters,
    private readonly splits: SplitStore,
  ) {}

  /**
   * Stores the texts of the parts sealed until case decides; a later preparation replaces an earlier one. Files stay with the letter.
   * @throws SPLIT_PARTS_UNFIT, SPLIT_TOO_LATE, and the codes that registering a part would have
   */
  @Mutation(() => PreparedSplit, { description: 'Stores the parts of a letter with several matters; splitPetition then decides' })
  prepareSplit(@Ctx() ctx: RequestContext, @Input() input: PrepareSplitInput): Promise<PreparedSplit> {
    return this.runner.byOfficer<PartOfSplit[], PreparedSplit>(ctx, 'prepareSplit', input, {
      prepare: async (tx, petition, act) => {
        requireSplittable(input.parts, petition.stage);
        const filing = await this.letters.filing(tx, petition);
        const parts = input.parts.map((part) => ({ ...part, attachments: null }));
        for (const [at, part] of parts.entries()) {
          const one = filingOfPart(filing, part, petition.visitId);
          const facts = await this.letters.facts(tx, petition, one, petition.id);
          placed(
            (field) => field && `parts.${at}.${field}`,
            () => judgeFiling(one, facts, act),
          );
        }
        return parts;
      },
      decide: ({ state, act }, _ids, parts) => {
        const [id, petitionId] = [uuid(), state.id];
        const { personId, organId, on, at } = act;
        return {
          events: [SplitPrepared.create({ petitionId, splitId: id, organId, kinds: parts.map(({ kind }) => kind) })],
          rows: (tx) => this.splits.add(tx, { id, petitionId, organId, personId, on, at }, parts, null),
          answer: { id },
        };
      },
    });
  }

  /** The petitions that a letter was split into, or the report beside a claim; recorded before it is shown. @throws SPLIT_UNKNOWN, OPENING_PURPOSE_MISSING */
  @Mutation(() => [PartOfLetter], { description: 'The petitions that a letter was split into; each query is recorded with its purpose' })
  async openSplit(@Ctx() ctx: RequestContext, @Input() input: OpenSplitInput): Promise<PartOfLetter[]> {
    const personId = signedIn(ctx);
    const { petitionId } = input;
    if (!isUuid(petitionId)) throw accessError('PETITION_NOT_FOUND');
    const purpose = clean(input.purpose);
    // Read again for each request, so that the stored answer contains nothing of it.
    const ids = await this.commands.run(ctx, 'openSplit', withoutNulls({ ...input, requestId: null }), async (tx, _emit, note) => {
      const { organId, role } = await this.access.require(tx, ctx, 'openSplit', petitionId);
      requirePurpose(purpose);
      const parts = await this.splits.parts(tx, petitionId);
      if (parts.length === 0) throw splitError('SPLIT_UNKNOWN');
      note({ subject: petitionId, part: 'split', purpose });
      await sql(tx, noteOpening, [uuid(), petitionId, parts, personId, organId, role, purpose, ctx.at]);
      return parts;
    });
    return sql<PartOfLetter>(this.db.manager, numbersOf, [ids]);
  }
}
