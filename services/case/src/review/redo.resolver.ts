import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Law } from '@sunshine/clocks';
import { Ctx, Time, type RequestContext } from '@sunshine/platform';
import { nameOf, outcomeName } from '@sunshine/words';
import { DataSource } from 'typeorm';
import { ActsNowReads } from '../acts-now/acts-now.reads.js';
import { compareOpinions } from '../domain/nearly-same.js';
import { DISPOSITION, bannedText, type OpinionText } from '../domain/redo.js';
import { DISPOSITION_NAMES } from '../domain/review/deciding.records.js';
import { revokingGround } from '../domain/review/redoing.js';
import { Petition } from '../petition/petition.graph.js';
import { CaseReads } from '../petition/petition.reads.js';
import { formerText } from './deciding.rows.js';
import { RedoTexts, type ComparedOpinion } from './redo.graph.js';

@Resolver(() => Petition)
export class RedoResolver {
  constructor(
    private readonly db: DataSource,
    private readonly cases: CaseReads,
    private readonly now: ActsNowReads,
    private readonly law: Law,
    private readonly time: Time,
  ) {}

  /** @throws PACK_NOT_IN_FORCE */
  @ResolveField(() => RedoTexts, { nullable: true, description: 'For whoever may compare the redone opinion now; null for all others' })
  async redoTexts(@Ctx() ctx: RequestContext, @Parent() { id }: Petition): Promise<RedoTexts | null> {
    const found = (await this.cases.view(ctx, id)) && (await this.now.mayDo(ctx, id, 'compareRedo'));
    const banned = found && bannedText(found.state, found.organId);
    if (!banned) return null;
    const { manager } = this.db;
    const former = await formerText(manager, found.state, found.organId);
    const pack = await this.law.packFor(manager, found.state.division, this.time.today());
    return {
      ground: revokingGround(pack, banned.ground),
      nearness: compareOpinions(former, banned.text).nearness,
      revoked: shown(former),
      redone: shown(banned.text),
    };
  }
}

const shown = ({ facts, evidence, answers }: OpinionText): ComparedOpinion => ({
  facts,
  evidence,
  answers: answers.map(({ requestId, outcome, answer, basis }) =>
    requestId === DISPOSITION
      ? { requestId: null, outcomeName: nameOf(DISPOSITION_NAMES, outcome, '其他决定'), answer, basis }
      : { requestId, outcomeName: outcomeName(outcome), answer, basis },
  ),
});
