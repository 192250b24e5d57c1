import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';
import { instantText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import { Done, FormFailure, Lines, useForm } from '../admin/form';
import { LawFrame } from './frame';
import { LAW, LawShown } from './law-shown';
import { MovedDates, RecomputationNow } from './moved-dates';
import { StateBadge } from './proposals';

const texts = law.proposal;

const PROPOSAL = graphql(
  `
    query LawProposal($id: ID!) {
      lawProposal(id: $id) {
        id
        state
        proposedAt
        decidedAt
        reason
        proposedBy {
          id
          name
        }
        decidedBy {
          id
          name
        }
        law {
          ...LawOfProposal
        }
      }
    }
  `,
  [LAW],
);

const CONFIRM = graphql(`
  mutation ConfirmLaw($input: ConfirmLawProposalInput!) {
    confirmLawProposal(input: $input) {
      id
      state
    }
  }
`);

const DECLINE = graphql(`
  mutation DeclineLaw($input: DeclineLawProposalInput!) {
    declineLawProposal(input: $input) {
      id
      state
    }
  }
`);

type Proposal = ResultOf<typeof PROPOSAL>['lawProposal'];

/** One proposal, read before it is confirmed or declined by the other administrator. */
export default function ProposalPage(): ReactNode {
  const { proposalId } = useParams<{ proposalId: string }>();
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: PROPOSAL, variables: { id: proposalId ?? '' } });
  const [done, setDone] = useState<string | null>(null);
  const read = (): void => again({ requestPolicy: 'network-only' });
  const proposal = data?.lawProposal;
  const waits = proposal?.state === 'open';
  const mine = proposal?.proposedBy?.id === me.id;
  return (
    <LawFrame title={texts.title}>
      {error && <Failure error={error} again={read} />}
      {!proposal && !error && <Loading />}
      <Done text={done} />
      {proposal && (
        <>
          {waits && mine && <p className="notice">{texts.proposed}</p>}
          <Facts proposal={proposal} />
          <LawShown shown={proposal.law} />
          {waits && <MovedDates proposalId={proposal.id} />}
          {proposal.state === 'published' && <RecomputationNow />}
          {waits && !mine && holds(me, ['SECURITY_ADMIN']) && (
            <Decide
              id={proposal.id}
              done={(text) => {
                setDone(text);
                read();
              }}
            />
          )}
          {waits && (mine || !holds(me, ['SECURITY_ADMIN'])) && <p className="muted">{texts.other}</p>}
        </>
      )}
      {(proposal || error) && (
        <p className="no-print">
          <Link href="/law/proposals">{law.proposals.back}</Link>
        </p>
      )}
    </LawFrame>
  );
}

function Facts({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const words = law.proposals;
  return (
    <section className="card" aria-label={words.title}>
      <dl className="facts">
        <dt>{words.title}</dt>
        <dd>{proposal.law.year === null ? proposal.law.title : words.year(proposal.law.title, proposal.law.year)}</dd>
        <dt>{words.state}</dt>
        <dd>
          <StateBadge state={proposal.state} />
        </dd>
        <dt>{words.proposedBy}</dt>
        <dd>{proposal.proposedBy?.name}</dd>
        <dt>{words.proposedAt}</dt>
        <dd>{instantText(proposal.proposedAt)}</dd>
        {proposal.decidedAt && (
          <>
            <dt>{words.decidedBy}</dt>
            <dd>{proposal.decidedBy?.name}</dd>
            <dt>{words.decidedAt}</dt>
            <dd>{instantText(proposal.decidedAt)}</dd>
          </>
        )}
        {proposal.reason && (
          <>
            <dt>{words.reason}</dt>
            <dd>{proposal.reason}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Decide({ id, done }: { readonly id: string; readonly done: (text: string) => void }): ReactNode {
  const confirming = useForm();
  const declining = useForm('reason');
  const [, confirm] = useMutation(CONFIRM);
  const [, decline] = useMutation(DECLINE);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const doConfirm = async (): Promise<void> => {
    if (await confirming.send({}, () => confirm({ input: { requestId: confirming.requestId, id } }))) done(texts.confirmed);
  };
  const doDecline = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { length } = reason.trim();
    const answer = await declining.send({ reason: length < 5 || length > 200 ? texts.declineBad : undefined }, () =>
      decline({ input: { requestId: declining.requestId, id, reason } }),
    );
    if (answer) done(texts.declined);
  };
  return (
    <section className="card no-print" aria-label={texts.confirm}>
      <p>{texts.confirmLead}</p>
      <FormFailure form={confirming} />
      <div className="row">
        <button type="button" className="button primary" disabled={confirming.sending} onClick={() => void doConfirm()}>
          {confirming.sending ? texts.confirming : texts.confirm}
        </button>
        <button type="button" className="button danger" aria-expanded={open} onClick={() => setOpen(!open)}>
          {texts.decline}
        </button>
      </div>
      {open && (
        <form ref={declining.ref} className="admin-form" onSubmit={(event) => void doDecline(event)} noValidate>
          <FormFailure form={declining} />
          <Lines
            label={texts.declineReason}
            name="reason"
            hint={texts.declineHint}
            value={reason}
            onChange={setReason}
            error={declining.faults.reason}
          />
          <button type="submit" className="button danger" disabled={declining.sending}>
            {declining.sending ? texts.declining : texts.declineYes}
          </button>
        </form>
      )}
    </section>
  );
}
