import { Mutation, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext, type Statement } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { sql } from '../sealing/sql.js';
import { Input, type Acted, type Member } from '@sunshine/acts';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { confirmMerge, confirmUnmerge, mergePetitions, MOST_JOINED, unmergePetitions, type Group } from '../domain/groups/groups.js';
import { groupError } from '../domain/groups/groups.errors.js';
import type { Decision, Given } from '../domain/petition.js';
import type { ActName } from '../domain/acts.js';
import * as inputs from './groups.inputs.js';

const membersOf: Statement = {
  name: 'case.merge-members',
  text: `select j->>'id' "petitionId" from case_record c, jsonb_array_elements(c.data::jsonb->'joined') with ordinality t(j, place)
    where c.petition_id = $1 and c.kind = 'merge' and c.data->>'mergeId' = $2 order by t.place`,
};

/** 并案 and its undoing: one act on the lead and all that go with it. */
@Resolver()
export class GroupActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition, { description: 'Proposes that claims in one hand go on as one matter; answers the lead' })
  mergePetitions(@Ctx() ctx: RequestContext, @Input() input: inputs.MergePetitionsInput): Promise<Acted> {
    const { joined, reason } = input;
    // Before anything is locked.
    if (joined.length === 0 || joined.length > MOST_JOINED) throw groupError('MERGE_MEMBERS_UNFIT', { details: { limit: MOST_JOINED } });
    // The lead's record bears the merge's own id: by it the second reader finds the proposal in the graph.
    const mergeId = uuid();
    const recordIds = [mergeId, ...joined.map(() => uuid())];
    return this.runner.onSeveral(ctx, 'mergePetitions', input, {
      others: () => Promise.resolve(joined),
      decide: (group) => mergePetitions(groupOf(group), { mergeId, recordIds, reason }),
    });
  }

  @Mutation(() => Petition, { description: 'Second reader' })
  confirmMerge(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmMergeInput): Promise<Acted> {
    return this.ofMerge(ctx, 'confirmMerge', input, (group) => confirmMerge(group, input));
  }

  @Mutation(() => Petition, { description: 'Proposes that each goes its own way again, until an opinion is issued' })
  unmergePetitions(@Ctx() ctx: RequestContext, @Input() input: inputs.UnmergePetitionsInput): Promise<Acted> {
    return this.ofMerge(ctx, 'unmergePetitions', input, (group) => unmergePetitions(group, input));
  }

  @Mutation(() => Petition, { description: 'Second reader' })
  confirmUnmerge(@Ctx() ctx: RequestContext, @Input() input: inputs.ConfirmUnmergeInput): Promise<Acted> {
    return this.ofMerge(ctx, 'confirmUnmerge', input, (group) => confirmUnmerge(group, input));
  }

  private ofMerge(
    ctx: RequestContext,
    act: ActName,
    input: inputs.ConfirmMergeInput,
    rule: (group: Group) => readonly Decision[],
  ): Promise<Acted> {
    return this.runner.onSeveral(ctx, act, input, { others: joinedOf(input), decide: (group) => rule(groupOf(group)) });
  }
}

const groupOf = ([lead, ...joined]: readonly [Given, ...Given[]]): Group => ({ lead, joined });

/** The petitions that the merge names; none where the lead has no such merge, which the rule refuses. */
const joinedOf =
  ({ petitionId, mergeId }: inputs.ConfirmMergeInput) =>
  (tx: EntityManager): Promise<Member[]> =>
    isUuid(mergeId) ? sql<Member>(tx, membersOf, [petitionId, mergeId]) : Promise.resolve([]);
