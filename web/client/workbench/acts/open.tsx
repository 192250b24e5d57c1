import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { acts as texts } from '../../../src/texts/acts';
import { actTitle, hasAct, type ActName } from '../../../src/texts/acts/titles';
import { Boundary } from '../parts/boundary';
import { Window } from '../parts/window';
import { formOf } from './forms/forms';
import { confirmedBy } from './rows';
import type { ActDone, ActRequest } from './request';

const ActDialog = lazy(() => import('./act-dialog'));
const NewPapers = lazy(() => import('./new-papers'));

/** Acts that are done on the page of the opinion, not in a dialog. */
export const ON_OPINION: readonly string[] = ['draftOpinion', 'checkOpinion', 'returnOpinion', 'issueOpinion'];

/** The subject of a pending confirmation, under the name that the input of the act gives it. */
export function subjectGiven(act: string, subjectId: string): Record<string, string> {
  const subject = confirmedBy(act)?.subject;
  return subject === undefined ? {} : { [subject]: subjectId };
}

/**
 * A function that opens the form of an act, and the dialog, which the page renders once. `onDone` is called when the dialog closes
 * after the act succeeded on at least one matter.
 * @throws if the act has no form
 */
export function useAct(onDone: (done: ActDone) => void): readonly [open: (request: ActRequest) => void, dialog: ReactNode] {
  const [request, setRequest] = useState<(ActRequest & { readonly act: ActName }) | null>(null);
  const [, go] = useLocation();
  const open = useCallback(
    ({ act, ...more }: ActRequest): void => {
      if (!hasAct(act)) throw new Error(`no form for ${act}`);
      if (!more.here && ON_OPINION.includes(act) && more.petitionIds.length === 1) go(`/petition/${more.petitionIds[0]}/opinion`);
      else setRequest({ act, ...more });
    },
    [go],
  );
  const [issued, setIssued] = useState<ActDone | null>(null);
  const close = (done: ActDone | null): void => {
    setRequest(null);
    setIssued(done);
    if (done) onDone(done);
  };
  const dialog = request && (
    <Boundary
      key={`${request.act} ${request.petitionIds.join()}`}
      frame={(said) => (
        <Window title={actTitle(request.act)} closeText={texts.close} onClose={() => close(null)}>
          {said}
        </Window>
      )}
    >
      <Suspense fallback={null}>
        <ActDialog request={request} form={formOf(request.act)} onClose={close} />
      </Suspense>
    </Boundary>
  );
  return [
    open,
    <>
      {dialog}
      <Suspense fallback={null}>{issued && <NewPapers done={issued} serve={open} />}</Suspense>
    </>,
  ];
}
