import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@sunshine/platform';
import { v7 as uuid } from 'uuid';
import type { Acted } from '@sunshine/acts';
import { CaseRunner } from '../runner/case.runner.js';
import { confirmSplit, MOST_PARTS, splitPetition } from '../domain/groups/split.js';
import type { ConfirmSplitInput, SplitPetitionInput } from './split.inputs.js';

/** 分件: case decides, intake registers the parts. */
@Injectable()
export class SplitActs {
  constructor(private readonly runner: CaseRunner) {}

  splitPetition(ctx: RequestContext, input: SplitPetitionInput): Promise<Acted> {
    return this.runner.run(ctx, { act: 'splitPetition', input, clocks: false, decide: (given) => splitPetition(given, input) });
  }

  confirmSplit(ctx: RequestContext, input: ConfirmSplitInput): Promise<Acted> {
    const { splitId } = input;
    const partIds = Array.from({ length: MOST_PARTS }, () => uuid());
    return this.runner.run(ctx, { act: 'confirmSplit', input, decide: (given) => confirmSplit(given, { splitId, partIds }) });
  }
}
