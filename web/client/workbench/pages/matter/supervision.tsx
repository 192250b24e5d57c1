import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { advice } from '../../../../src/texts/advice';
import { supervision } from '../../../../src/texts/supervision';
import { useAct } from '../../acts/open';
import { Failure } from '../../parts/failure';
import { useMe } from '../../session/me';
import { OF_MATTER, type Offer } from '../supervision/query';
import { adviceAt, mayAdvise } from '../supervision/roles';
import { HandlingCard, ProposalCard, RecordActs, ReminderCard } from '../supervision/records';
import { Section } from './parts';
import type { Matter } from './query';

const t = supervision.section;

/** Reminders, proposals and supervised handling of the matter, and what the reader may do about them. */
export default function Supervision({ matter: { id, kind } }: { readonly matter: Matter }): ReactNode {
  const me = useMe();
  const [, go] = useLocation();
  const [{ data, error }, again] = useQuery({ query: OF_MATTER, variables: { id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [open, dialog] = useAct(({ act, done: [one] }) => {
    if (act === 'issueAdvice') go(adviceAt((one?.result as { readonly id: string }).id));
    else reread();
  });
  const matter = data?.petition;
  const offers = matter?.supervisionActs ?? [];
  const actsOf = (recordId: string): ReactNode =>
    matter && <RecordActs matter={matter} offers={offers.filter((offer) => offer.recordId === recordId)} open={open} />;
  const apart: readonly Offer[] = offers.filter(({ recordId }) => recordId === null);
  const triggers = apart.length > 0 ? (matter?.supervisionTriggers ?? []) : [];
  const [reminders, proposals, handlings] = [
    matter?.reminders ?? [],
    matter?.supervisionProposals ?? [],
    matter?.supervisedHandlings ?? [],
  ];
  return (
    <Section id="supervision" title={t.title}>
      {error && <Failure error={error} again={reread} />}
      {matter && reminders.length + proposals.length + handlings.length === 0 && <p>{t.none}</p>}
      {triggers.length > 0 && (
        <>
          <h3>{t.triggers}</h3>
          <p className="hint">{t.triggersLead}</p>
          <ul>
            {triggers.map(({ code, name, article, facts, found, organ }) => (
              <li key={`${code} ${organ.id} ${facts}`}>
                {organ.name} {name}
                <span className="muted">（{article}）</span> {facts} {!found && <span className="badge warn">{t.look}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {matter && <RecordActs matter={matter} offers={apart} open={open} named />}
      {matter && kind !== 'REPORT' && mayAdvise(me) && (
        <p className="no-print">
          <button type="button" className="button" onClick={() => open({ act: 'issueAdvice', petitionIds: [id] })}>
            {advice.issueOn}
          </button>
        </p>
      )}
      <ul className="matter-cards">
        {handlings.map((record) => (
          <li key={record.id}>
            <HandlingCard record={record} acts={actsOf(record.id)} />
          </li>
        ))}
        {proposals.map((record) => (
          <li key={record.id}>
            <ProposalCard record={record} acts={actsOf(record.id)} />
          </li>
        ))}
        {reminders.map((record) => (
          <li key={record.id}>
            <ReminderCard record={record} acts={actsOf(record.id)} />
          </li>
        ))}
      </ul>
      {dialog}
    </Section>
  );
}
