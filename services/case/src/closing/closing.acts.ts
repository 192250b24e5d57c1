import { Mutation, Resolver } from '@nestjs/graphql';
import { Input, type Acted } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Petition } from '../petition/petition.graph.js';
import { CaseRunner } from '../runner/case.runner.js';
import { closePetition, verifyCompletion } from '../domain/closing/closing.js';
import { recordLegacyReply } from '../domain/closing/legacy.js';
import { archivePetition, reopenPetition } from '../domain/closing/reopening.js';
import type { PetitionState } from '../domain/petition.js';
import * as inputs from './closing.inputs.js';
import { leadClosed, papersInUse, papersServed } from './closing.rows.js';

async function onFile(tx: EntityManager, { id, mergedInto }: PetitionState) {
  const [served, leadClosedOn] = await Promise.all([papersServed(tx, id), mergedInto === null ? null : leadClosed(tx, mergedInto)]);
  return { served, leadClosedOn };
}

/** 办结, archiving and reopening; the imported answer of an old matter. */
@Resolver()
export class ClosingActs {
  constructor(private readonly runner: CaseRunner) {}

  @Mutation(() => Petition)
  closePetition(@Ctx() ctx: RequestContext, @Input() input: inputs.ClosePetitionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'closePetition', input, {
      prepare: onFile,
      decide: (given, _ids, file) => closePetition(given, { ...input, ...file }),
    });
  }

  @Mutation(() => Petition)
  verifyCompletion(@Ctx() ctx: RequestContext, @Input() input: inputs.VerifyCompletionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'verifyCompletion', input, {
      prepare: onFile,
      decide: (given, ids, file) => verifyCompletion(given, { ...input, ...ids, ...file, archiveId: uuid() }),
    });
  }

  @Mutation(() => Petition, { description: 'Back to a step it had reached; the clock of that step runs from its own start' })
  reopenPetition(@Ctx() ctx: RequestContext, @Input() input: inputs.ReopenPetitionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'reopenPetition', input, (given) => reopenPetition(given, { ...input, recordId: uuid() }));
  }

  @Mutation(() => Petition)
  archivePetition(@Ctx() ctx: RequestContext, @Input() input: inputs.ArchivePetitionInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'archivePetition', input, {
      prepare: (tx, { id }) => papersInUse(tx, id),
      decide: (given, _ids, papers) => archivePetition(given, { ...input, papers }),
    });
  }

  @Mutation(() => Petition)
  recordLegacyReply(@Ctx() ctx: RequestContext, @Input() input: inputs.RecordLegacyReplyInput): Promise<Acted> {
    return this.runner.byOfficer(ctx, 'recordLegacyReply', input, {
      // An old reply keeps the number that it has.
      paper: null,
      decide: (given, { documentId }) => {
        const deliveryIds = given.state.petitionerIds.map(() => uuid());
        return recordLegacyReply(given, { ...input, opinionId: uuid(), documentId, deliveryIds });
      },
    });
  }
}
