import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { decide } from '@sunshine/access';
import { Ctx, Time, Tokens, type RequestContext } from '@sunshine/platform';
import { groundsOf } from '@sunshine/procedure';
import { ACTS, type ActName } from '../domain/acts.js';
import { daysOf, stageNow } from '../domain/course.js';
import { STAGE_NAMES, STANDING, type MatterState } from '../domain/hearing.js';
import { actsNow } from '../domain/offers.js';
import { readMatter } from '../runner/hearing.rows.js';
import { withPanel } from '../runner/hearing.runner.js';
import { Hearing, Petition, TrackedPetition } from './hearing.graph.js';
import { HearingReads } from './hearing.reads.js';
import { HearingFormList, HearingOffer, TrackedHearingRight } from './offers.graph.js';

type Ref = { readonly id: string; readonly hearingId?: string };

const offer = (act: ActName): HearingOffer => ({ act, name: ACTS[act].name });
/** Done by whoever has the right in any organ; all others by the organ that hears. */
const BY_ANYBODY: readonly ActName[] = ['requestHearing', 'challengeMember', 'castBallot', 'signHearingBundle', 'openHearingSealed'];

/** At which step and by which organ the matter can be heard now; null: at none, or a hearing stands already. */
const stepToHear = (matter: MatterState): ReturnType<typeof stageNow> =>
  matter.kind !== 'CLAIM' || matter.closed || matter.mergedInto !== null || matter.hearings.some(({ state }) => STANDING.includes(state))
    ? null
    : stageNow(matter);

/** Acts that are offered on a hearing, and what their forms choose from. */
@Resolver(() => Hearing)
export class HearingOffersResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly time: Time,
  ) {}

  @ResolveField(() => [HearingOffer], { nullable: true, description: 'In the order of their course' })
  async acts(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingOffer[] | null> {
    const view = await this.reads.view(ctx, ref.hearingId ?? ref.id);
    const { personId } = ctx;
    if (!view || personId === null) return null;
    const row = await readMatter(this.reads.db.manager, view.petitionId, personId);
    const facts = row?.facts ? withPanel(row.facts, row, personId) : null;
    const hearing = row?.hearings.find(({ id }) => id === view.id);
    if (!row || !facts || !hearing) return [];
    const today = this.time.today();
    return actsNow(hearing, row, { personId, today, cast: view.cast })
      .filter((act) => {
        const decision = decide(facts, act, { personId, on: today });
        return decision.refused === null && (BY_ANYBODY.includes(act) || decision.grant.organId === hearing.organId);
      })
      .map(offer);
  }

  @ResolveField(() => [HearingFormList], { nullable: true })
  async formValues(@Ctx() ctx: RequestContext, @Parent() ref: Ref): Promise<HearingFormList[] | null> {
    const view = await this.reads.view(ctx, ref.hearingId ?? ref.id);
    if (!view) return null;
    const pack = (await this.reads.lawOf(view.matter)).packOn(this.time.today());
    return [
      {
        name: 'refuseHearingGround',
        values: groundsOf(pack, 'refuseHearing').map(({ code, title, source, condition }) => ({
          code,
          title,
          source,
          note: condition,
          needs: [],
        })),
      },
      {
        name: 'serviceWay',
        values: pack.serviceWays
          .filter(({ day }) => day !== 'none')
          .map(({ way, title, source, text, needs }) => ({
            code: way,
            title,
            source,
            note: text,
            needs: needs.map(({ anyOf }) => anyOf.map((name) => `proof.${name}`)),
          })),
      },
    ];
  }
}

/** Acts that begin a hearing: offered on the petition. */
@Resolver(() => Petition)
export class PetitionOffersResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly time: Time,
  ) {}

  @ResolveField(() => [HearingOffer], { nullable: true, description: 'Null to whom no act of hearings is told' })
  async hearingActs(@Parent() { id }: Petition, @Ctx() ctx: RequestContext): Promise<HearingOffer[] | null> {
    const { personId } = ctx;
    if (personId === null || !(await this.reads.seesPetition(ctx, id))) return null;
    const row = await readMatter(this.reads.db.manager, id, personId);
    const at = row && stepToHear(row);
    if (!row?.facts || !at) return [];
    const { facts } = row;
    return (['requestHearing', 'proposeHearing'] as const)
      .filter((act) => {
        const decision = decide(facts, act, { personId, on: this.time.today() });
        return decision.refused === null && (act === 'requestHearing' || decision.grant.organId === at.organId);
      })
      .map(offer);
  }
}

/** What the tracking page offers. */
@Resolver(() => TrackedPetition)
export class TrackedOffersResolver {
  constructor(
    private readonly reads: HearingReads,
    private readonly tokens: Tokens,
    private readonly time: Time,
  ) {}

  /** @throws TOKEN_EXPIRED, TOKEN_INVALID */
  @ResolveField(() => TrackedHearingRight, { nullable: true, description: 'Null where no hearing can be asked for now' })
  async hearingRight(@Parent() { pass }: TrackedPetition): Promise<TrackedHearingRight | null> {
    const matter = await this.reads.tracked(await this.tokens.petitionOf(pass));
    const at = matter && stepToHear(matter);
    if (!matter || !at) return null;
    const { days: decideDays } = daysOf((await this.reads.lawOf(matter)).packOn(this.time.today()), 'hearingDecideDays');
    const heard = matter.hearings.findLast(({ stage, conclusion }) => stage === at.stage && conclusion !== null);
    return { stageName: STAGE_NAMES[at.stage], organ: { id: at.organId }, decideDays, heardOn: heard?.conclusion?.on ?? null };
  }
}
