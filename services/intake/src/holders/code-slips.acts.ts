import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, sql, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { idOf } from '../domain/desk-text.js';
import { giveCodeSlip, posted, slipGiven, takePartCodes, type CodeSlip, type CodeStanding } from '../domain/holders/code-slip.js';
import { holderError } from '../domain/holders/holders.errors.js';
import { splitError } from '../domain/split.errors.js';
import { Petition } from '../register/petition.graph.js';
import type { PetitionRow } from '../register/register.rows.js';
import { DeskRunner } from '../runner/desk.runner.js';
import { SplitStore } from '../split/split.store.js';
import { QueryCodes } from '../tracking/query-codes.js';
import { GiveCodeSlipInput, IssuePartCodesInput, TakePartCodesInput } from './code-slips.inputs.js';
import { CodeOfPart } from './code-slips.graph.js';

const standingOf: Statement = {
  name: 'intake.code-slip-standing',
  text: `select q.round > 0 as reissued, s.petition_id is not null as given, array(select t.id from petitioner t where t.petition_id = q.petition_id order by t.position) as "petitionerIds"
    from query_code q left join code_slip s on s.petition_id = q.petition_id where q.holder_id = $1`,
};
const insertSlip: Statement = {
  name: 'intake.code-slip-insert',
  text: `insert into code_slip (petition_id, way, petitioner_id, receipt_number, person_id, organ_id, on_day, at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const codesOf: Statement = {
  name: 'intake.part-codes',
  text: `select p.id as "petitionId", p.number, q.key_id as "keyId", q.round, exists (select from code_slip s where s.petition_id = p.id) as given
    from petition p join query_code q on q.holder_id = p.id where p.id = any($1::uuid[]) order by p.number for update of q`,
};

/** The stored answer. It contains neither code nor secret: they are derived again. */
interface CodedPart {
  readonly petitionId: string;
  readonly number: string;
  readonly keyId: string;
  readonly round: number;
}

type Coded = CodedPart & { readonly given: boolean };

/** `personId`: null where the holder of the code took it online. */
interface Giving {
  readonly personId: string | null;
  readonly organId: string;
  readonly on: string;
  readonly at: string;
}

const add = (tx: EntityManager, petitionId: string, slip: CodeSlip, { personId, organId, on, at }: Giving) =>
  sql(tx, insertSlip, [petitionId, slip.way, slip.petitionerId, slip.receiptNumber, personId, organId, on, at]);

/** 查询单: records how it reached the petitioner, and issues those of the parts of a letter. */
@Resolver()
export class CodeSlipActs {
  constructor(
    private readonly runner: DeskRunner,
    private readonly codes: QueryCodes,
    private readonly splits: SplitStore,
  ) {}

  /** @throws the codes of the rule, DESK_ID_MALFORMED */
  @Mutation(() => Petition, {
    description: 'The slip with the query code was handed over at the window, or posted with a registered letter',
  })
  giveCodeSlip(@Ctx() ctx: RequestContext, @Input() input: GiveCodeSlipInput): Promise<PetitionRow> {
    return this.runner.onPetition(ctx, 'giveCodeSlip', input, {
      prepare: async (tx, { id }) => {
        const [standing] = await sql<CodeStanding & { readonly petitionerIds: readonly string[] }>(tx, standingOf, [id]);
        return standing ?? null;
      },
      decide: ({ state, act }, _ids, standing) => {
        if (!standing) throw holderError('CODE_SLIP_NOT_PRINTED');
        const petitionerId = idOf('petitionerId', input.petitionerId);
        const { slip, events } = giveCodeSlip(state, standing, standing.petitionerIds, { ...input, petitionerId }, act);
        return { events, rows: (tx: EntityManager) => add(tx, state.id, slip, act) };
      },
    });
  }

  /**
   * Each part of a split letter has a code that nobody holds yet. The slips go with the paper that tells of the split, whose service is
   * recorded as of any paper; each part's own course names its slip, and no other part.
   * @throws SPLIT_UNKNOWN, PART_CODES_ISSUED, CODE_HOLDER_UNKNOWN, CODE_SLIP_RECEIPT_MISSING
   */
  @Mutation(() => [CodeOfPart], { description: 'Once: the codes of the parts of a split letter, to print; afterwards a code is reissued' })
  async issuePartCodes(@Ctx() ctx: RequestContext, @Input() input: IssuePartCodesInput): Promise<CodeOfPart[]> {
    const coded = await this.runner.byOfficer<Coded[], CodedPart[]>(ctx, 'issuePartCodes', input, {
      prepare: async (tx, { id, anonymous }) => {
        const parts = await this.splits.parts(tx, id);
        if (parts.length === 0) throw splitError('SPLIT_UNKNOWN');
        // Split at registration: both slips were printed there.
        if (parts.includes(id)) throw holderError('PART_CODES_ISSUED');
        if (anonymous) throw holderError('CODE_HOLDER_UNKNOWN', { source: '本系统规则 查询码' });
        return sql(tx, codesOf, [parts]);
      },
      decide: ({ act }, _ids, parts) => {
        if (parts.some(({ given }) => given)) throw holderError('PART_CODES_ISSUED');
        const slip: CodeSlip = { ...posted(input), petitionerId: null };
        return {
          events: [],
          elsewhere: parts.map(({ petitionId }) => ({ petitionId, events: [slipGiven(petitionId, act.organId, slip)] })),
          rows: async (tx: EntityManager) => {
            for (const { petitionId } of parts) await add(tx, petitionId, slip, act);
          },
          answer: parts.map(({ petitionId, number, keyId, round }) => ({ petitionId, number, keyId, round })),
        };
      },
    });
    return this.shown(coded);
  }

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID, the codes of the rule */
  @Mutation(() => [CodeOfPart], {
    description: 'The codes of the parts of a letter that somebody filed without a name; they may be read again',
  })
  async takePartCodes(@Ctx() ctx: RequestContext, @Input() { pass, requestId }: TakePartCodesInput): Promise<CodeOfPart[]> {
    const coded = await this.runner.byPetitioner<Coded[], CodedPart[]>(
      ctx,
      'takePartCodes',
      { pass, requestId },
      {
        prepare: async (tx, { id }) => sql<Coded>(tx, codesOf, [await this.splits.parts(tx, id)]),
        decide: ({ state, act }, parts) => {
          const { codes, taken } = takePartCodes(state, parts);
          return {
            events: [],
            elsewhere: taken.map(({ petitionId, event }) => ({ petitionId, events: [event] })),
            rows: async (tx) => {
              for (const { petitionId, slip } of taken) await add(tx, petitionId, slip, { ...act, organId: state.organId });
            },
            answer: codes.map(({ petitionId, number, keyId, round }) => ({ petitionId, number, keyId, round })),
          };
        },
      },
    );
    return this.shown(coded);
  }

  private shown = (coded: readonly CodedPart[]): CodeOfPart[] =>
    coded.map(({ petitionId, number, keyId, round }) => ({ number, ...this.codes.of(petitionId, keyId, round) }));
}
