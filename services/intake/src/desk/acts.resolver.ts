import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Day, type RequestContext } from '@sunshine/platform';
import { Petition } from '../petition.types.js';
import { Register } from '../register.service.js';
import type { PetitionRow } from '../register.sql.js';
import { RegisteredPetition } from '../registration.inputs.js';
import { DeskDays } from './desk-day.js';
import { DeskDay, DeskDayInput } from './desk-day.types.js';
import { shownVisit } from './desk.reads.js';
import { TrackedSupplement, Visit } from './desk.types.js';
import { HolderActs } from './holders.acts.js';
import { EndMandateInput, IssuedQueryCode, RecordMandateInput, ReissueQueryCodeInput } from './holders.inputs.js';
import { LawReads } from './law.reads.js';
import { ChannelDays, FilingNotice } from './law.types.js';
import { RecordActs } from './record.acts.js';
import {
  AnswerSupplementInput,
  AskSupplementInput,
  ClassifyPetitionInput,
  ConfirmCorrectionInput,
  CorrectRegistrationInput,
  SupplementPetitionInput,
} from './record.inputs.js';
import { SameLetterActs } from './same-letter.acts.js';
import { LinkSameLetterInput, SameLetterCandidate, SameLetterFinding } from './same-letter.inputs.js';
import { UrgentActs } from './urgent.acts.js';
import { ReportUrgentMatterInput } from './urgent.inputs.js';
import { VisitActs } from './visits.acts.js';
import { IssueGuidanceSlipInput, RecordInterviewInput, RecordVisitEndInput, RecordVisitInput } from './visits.inputs.js';

/** The acts of the desk on a petition; each answers the petition as it is afterwards. */
@Resolver()
export class DeskActsResolver {
  constructor(
    private readonly register: Register,
    private readonly records: RecordActs,
    private readonly visits: VisitActs,
    private readonly holders: HolderActs,
    private readonly letters: SameLetterActs,
    private readonly urgent: UrgentActs,
  ) {}

  @Mutation(() => Petition)
  supplementPetition(@Args('input') input: SupplementPetitionInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.records.supplementPetition(ctx, input));
  }

  @Mutation(() => Petition)
  askSupplement(@Args('input') input: AskSupplementInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.records.askSupplement(ctx, input));
  }

  @Mutation(() => TrackedSupplement, {
    description: 'By who holds the query code; the answer stands in the course like what the desk receives',
  })
  answerSupplement(@Args('input') input: AnswerSupplementInput, @Ctx() ctx: RequestContext): Promise<TrackedSupplement> {
    return this.records.answerSupplement(ctx, input);
  }

  @Mutation(() => Petition)
  correctRegistration(@Args('input') input: CorrectRegistrationInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.records.correctRegistration(ctx, input));
  }

  @Mutation(() => Petition)
  confirmCorrection(@Args('input') input: ConfirmCorrectionInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.records.confirmCorrection(ctx, input));
  }

  @Mutation(() => Petition)
  classifyPetition(@Args('input') input: ClassifyPetitionInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.records.classifyPetition(ctx, input));
  }

  @Mutation(() => Petition)
  recordInterview(@Args('input') input: RecordInterviewInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.visits.recordInterview(ctx, input));
  }

  @Mutation(() => Petition)
  issueGuidanceSlip(@Args('input') input: IssueGuidanceSlipInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.visits.issueGuidanceSlip(ctx, input));
  }

  @Mutation(() => Petition)
  endMandate(@Args('input') input: EndMandateInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.holders.endMandate(ctx, input));
  }

  @Mutation(() => Petition)
  linkSameLetter(@Args('input') input: LinkSameLetterInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.letters.linkSameLetter(ctx, input));
  }

  @Mutation(() => Petition)
  reportUrgentMatter(@Args('input') input: ReportUrgentMatterInput, @Ctx() ctx: RequestContext): Promise<PetitionRow> {
    return this.after(ctx, this.urgent.reportUrgentMatter(ctx, input));
  }

  private async after(ctx: RequestContext, act: Promise<string>): Promise<PetitionRow> {
    return this.register.get(ctx, await act);
  }
}

/** Visits and the end of the day. */
@Resolver()
export class DeskResolver {
  constructor(
    private readonly visits: VisitActs,
    private readonly days: DeskDays,
    private readonly letters: SameLetterActs,
    private readonly law: LawReads,
  ) {}

  @Mutation(() => Visit)
  async recordVisit(@Args('input') input: RecordVisitInput, @Ctx() ctx: RequestContext): Promise<Visit> {
    return shownVisit(await this.visits.visit(await this.visits.recordVisit(ctx, input)));
  }

  @Mutation(() => Visit)
  async recordVisitEnd(@Args('input') input: RecordVisitEndInput, @Ctx() ctx: RequestContext): Promise<Visit> {
    return shownVisit(await this.visits.visit(await this.visits.recordVisitEnd(ctx, input)));
  }

  @Query(() => DeskDay, { description: 'The day ends: stamp register, visit book and system side by side' })
  async deskDay(@Args('input') input: DeskDayInput, @Ctx() ctx: RequestContext): Promise<DeskDay> {
    const { organId, visits, visitsWithoutPetition, visitsWithoutEnd, ...day } = await this.days.of(ctx, input);
    return {
      ...day,
      organ: { id: organId },
      visits: visits.map(shownVisit),
      visitsWithoutPetition: visitsWithoutPetition.map(shownVisit),
      visitsWithoutEnd: visitsWithoutEnd.map(shownVisit),
    };
  }

  @Query(() => SameLetterFinding, { description: 'Whether another addressee has the same letter; the look is on record' })
  sameLetter(@Args('petitionId', { type: () => ID }) petitionId: string, @Ctx() ctx: RequestContext): Promise<SameLetterFinding> {
    return this.letters.find(ctx, petitionId);
  }

  @Query(() => FilingNotice, { nullable: true, description: 'How personal data is handled; told before filing' })
  filingNotice(@Args('division') division: string): Promise<FilingNotice | null> {
    return this.law.notice(division);
  }
}

@Resolver(() => IssuedQueryCode)
export class QueryCodeResolver {
  constructor(
    private readonly register: Register,
    private readonly holders: HolderActs,
  ) {}

  @Mutation(() => IssuedQueryCode)
  reissueQueryCode(@Args('input') input: ReissueQueryCodeInput, @Ctx() ctx: RequestContext): Promise<IssuedQueryCode> {
    return this.holders.reissueQueryCode(ctx, input);
  }

  @Mutation(() => IssuedQueryCode, { description: 'The code is the agent’s own and dies with the mandate' })
  recordMandate(@Args('input') input: RecordMandateInput, @Ctx() ctx: RequestContext): Promise<IssuedQueryCode> {
    return this.holders.recordMandate(ctx, input);
  }

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: IssuedQueryCode, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}

@Resolver(() => SameLetterCandidate)
export class SameLetterResolver {
  constructor(private readonly register: Register) {}

  @ResolveField(() => Petition, { nullable: true })
  petition(@Parent() { petitionId }: SameLetterCandidate, @Ctx() ctx: RequestContext): Promise<PetitionRow | null> {
    return this.register.find(ctx, petitionId);
  }
}

/** What is told with the number: nothing of it is read unless it is asked for. */
@Resolver(() => RegisteredPetition)
export class RegistrationNoticesResolver {
  constructor(
    private readonly law: LawReads,
    private readonly letters: SameLetterActs,
  ) {}

  @ResolveField(() => FilingNotice, { nullable: true, description: 'How personal data is handled' })
  notice(@Parent() { petitionId }: RegisteredPetition): Promise<FilingNotice | null> {
    return this.law.noticeFor(petitionId);
  }

  @ResolveField(() => [ChannelDays], { description: 'Days left in other channels; filing does not stop them' })
  channelDays(
    @Parent() { petitionId }: RegisteredPetition,
    @Args('knownOn', { type: () => Day, nullable: true }) knownOn: string | null,
    @Args('ids', { type: () => [String], nullable: true }) ids: string[] | null,
  ): Promise<ChannelDays[]> {
    return this.law.channelDays(petitionId, knownOn ?? null, ids ?? null);
  }

  @ResolveField(() => SameLetterFinding, { description: 'Whether another addressee has the same letter; nothing for a citizen' })
  sameLetter(@Parent() { petitionId }: RegisteredPetition, @Ctx() ctx: RequestContext): Promise<SameLetterFinding> {
    return this.letters.atRegistration(ctx, petitionId);
  }
}
