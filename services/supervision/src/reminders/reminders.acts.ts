import { Mutation, Resolver } from '@nestjs/graphql';
import { Input } from '@sunshine/acts';
import { Ctx, type RequestContext } from '@sunshine/platform';
import { answerReminder, dismissProposal, issueReminder } from '../domain/reminders/reminder.js';
import { SupervisionRunner, type RecordActed } from '../runner/supervision.runner.js';
import { RecordReads } from '../runner/record.reads.js';
import { Reminder, SupervisionProposal } from './reminders.graph.js';
import * as inputs from './reminders.inputs.js';
import { shownProposal, shownReminder } from './reminders.view.js';

/** Reminders, and what is decided on proposals. */
@Resolver()
export class ReminderActs {
  constructor(
    private readonly runner: SupervisionRunner,
    private readonly reads: RecordReads,
  ) {}

  @Mutation(() => Reminder, { description: 'Once a day for one duty' })
  async issueReminder(@Ctx() ctx: RequestContext, @Input() input: inputs.IssueReminderInput): Promise<Reminder> {
    const acting = this.runner.byOfficer<undefined, RecordActed>(ctx, 'issueReminder', input, (given, { documentId, number }) =>
      issueReminder(given, { number }, { ...input, reminderId: documentId }),
    );
    return shownReminder(await this.reads.acted(ctx, 'reminder', acting));
  }

  @Mutation(() => Reminder)
  async answerReminder(@Ctx() ctx: RequestContext, @Input() input: inputs.AnswerReminderInput): Promise<Reminder> {
    const acting = this.runner.byOfficer<undefined, RecordActed>(ctx, 'answerReminder', input, (given) => answerReminder(given, input));
    return shownReminder(await this.reads.acted(ctx, 'reminder', acting));
  }

  @Mutation(() => SupervisionProposal, { description: 'No supervised handling is opened, with the reason' })
  async dismissSupervisionProposal(
    @Ctx() ctx: RequestContext,
    @Input() input: inputs.DismissSupervisionProposalInput,
  ): Promise<SupervisionProposal> {
    const acting = this.runner.byOfficer<undefined, RecordActed>(ctx, 'dismissSupervisionProposal', input, (given) =>
      dismissProposal(given, input),
    );
    return shownProposal(await this.reads.acted(ctx, 'proposal', acting));
  }
}
