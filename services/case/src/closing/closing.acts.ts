import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import type * as inputs from './closing.inputs.js';
import { leadClosed, papersInUse, papersServed } from './closing.rows.js';
import { closePetition, verifyCompletion } from '../domain/closing/closing.js';
import { recordLegacyReply } from '../domain/closing/legacy.js';
import type { PetitionState } from '../domain/petition.js';
import { archivePetition, reopenPetition } from '../domain/closing/reopening.js';

/** 办结, the archive, and back again; the answer a matter of before had. */
@Injectable()
export class ClosingActs {
  constructor(private readonly runner: CaseRunner) {}

  closePetition(ctx: RequestContext, input: inputs.ClosePetitionInput): Promise<Acted> {
    const { ground } = input;
    const { prepare, rows: file } = underLock(onFile);
    return this.runner.run(ctx, {
      act: 'closePetition',
      input,
      prepare,
      decide: (given) => closePetition(given, { ground, ...file() }),
    });
  }

  verifyCompletion(ctx: RequestContext, input: inputs.VerifyCompletionInput): Promise<Acted> {
    const { remark = null, helpBy = null } = input;
    const { prepare, rows: file } = underLock(onFile);
    const archiveId = uuid();
    return this.runner.run(ctx, {
      act: 'verifyCompletion',
      input,
      prepare,
      paper: 'COMPLETION_REVIEW',
      decide: (given, { documentId, number }) => verifyCompletion(given, { archiveId, ...file(), remark, helpBy, documentId, number }),
    });
  }

  reopenPetition(ctx: RequestContext, input: inputs.ReopenPetitionInput): Promise<Acted> {
    const { reason, text, stage } = input;
    return this.runner.run(ctx, {
      act: 'reopenPetition',
      input,
      decide: (given) => reopenPetition(given, { recordId: uuid(), reason, text, stage }),
    });
  }

  archivePetition(ctx: RequestContext, input: inputs.ArchivePetitionInput): Promise<Acted> {
    const entries = input.entries.map(({ documentId, pages }) => ({ documentId, pages }));
    const { prepare, rows: papers } = underLock((tx, { id }) => papersInUse(tx, id));
    return this.runner.run(ctx, {
      act: 'archivePetition',
      input,
      clocks: false,
      prepare,
      decide: (given) => archivePetition(given, { papers: papers(), entries }),
    });
  }

  recordLegacyReply(ctx: RequestContext, input: inputs.RecordLegacyReplyInput): Promise<Acted> {
    return this.runner.run(ctx, {
      act: 'recordLegacyReply',
      input,
      decide: (given, { documentId }) =>
        recordLegacyReply(given, {
          opinionId: uuid(),
          documentId,
          serviceIds: given.state.petitionerIds.map(() => uuid()),
          reply: input.reply,
        }),
    });
  }
}

async function onFile(tx: EntityManager, { id, mergedInto }: PetitionState) {
  return { served: await papersServed(tx, id), leadClosedOn: mergedInto === null ? null : await leadClosed(tx, mergedInto) };
}

/** What the rule reads of a petition besides its state, read once it is locked. */
function underLock<T>(read: (tx: EntityManager, state: PetitionState) => Promise<T>) {
  let known: T | undefined;
  return {
    prepare: async (tx: EntityManager, state: PetitionState) => {
      known = await read(tx, state);
    },
    rows: (): T => {
      if (known === undefined) throw new Error('the rule asks before the petition is locked');
      return known;
    },
  };
}
