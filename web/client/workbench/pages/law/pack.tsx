import { useState, type ChangeEvent, type FormEvent, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { law } from '../../../../src/texts/law';
import { graphql, type ResultOf } from '../../graph/tada';
import { Field } from '../../parts/field';
import { Done, FormFailure, useForm } from '../admin/form';
import { LawFrame } from './frame';
import { LAW, LawShown } from './law-shown';

const texts = law.pack;

const PROPOSE = graphql(
  `
    mutation ProposePack($input: ProposePackInput!) {
      proposePack(input: $input) {
        refusal {
          code
          path
          line
          reason
        }
        law {
          ...LawOfProposal
        }
        proposal {
          id
        }
      }
    }
  `,
  [LAW],
);

type Answer = ResultOf<typeof PROPOSE>['proposePack'];

/** The text of a rule pack: a dry run first, then the proposal. */
export default function Pack(): ReactNode {
  const form = useForm();
  const [, propose] = useMutation(PROPOSE);
  const [, go] = useLocation();
  const [yaml, setYaml] = useState('');
  const [tried, setTried] = useState<Answer | null>(null);
  const write = (text: string): void => {
    setTried(null);
    setYaml(text);
  };
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    if (file) write(await file.text());
    target.value = '';
  };
  const ask = (dryRun: boolean): Promise<{ proposePack: Answer } | null> =>
    form.send({ yaml: yaml.trim() === '' ? texts.missing : undefined }, () =>
      propose({ input: { requestId: dryRun ? null : form.requestId, dryRun, yaml } }),
    );
  const dryRun = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(null);
    const answer = await ask(true);
    setTried(answer?.proposePack ?? null);
    const line = answer?.proposePack.refusal?.line;
    if (line != null) showLine(form.ref.current?.querySelector('textarea') ?? null, line);
  };
  const doPropose = async (): Promise<void> => {
    const answer = await ask(false);
    if (answer?.proposePack.proposal) go(`/law/proposals/${answer.proposePack.proposal.id}`);
  };
  const refusal = tried?.refusal;
  const error = form.faults.yaml ?? (refusal ? `${texts.at(refusal.path, refusal.line)} ${refusal.reason}` : undefined);
  return (
    <LawFrame title={texts.title}>
      <p>{texts.lead}</p>
      <form ref={form.ref} className="card" onSubmit={(event) => void dryRun(event)} noValidate>
        <Field label={texts.file}>
          {(id) => <input id={id} type="file" accept=".yaml,.yml,text/yaml" onChange={(event) => void take(event)} />}
        </Field>
        <Field label={texts.yaml} error={error}>
          {(id, describedBy) => (
            <textarea
              id={id}
              name="yaml"
              className="yaml"
              spellCheck={false}
              value={yaml}
              aria-describedby={describedBy}
              aria-invalid={error ? true : undefined}
              onChange={(event) => write(event.target.value)}
            />
          )}
        </Field>
        <FormFailure form={form} />
        <button type="submit" className={tried?.law ? 'button' : 'button primary'} disabled={form.sending}>
          {form.sending ? law.notice.trying : law.notice.dryRun}
        </button>
        {!tried?.law && <p className="muted">{law.notice.first}</p>}
      </form>
      <Done text={tried?.law ? law.notice.tried : null} />
      {tried?.law && (
        <>
          <LawShown shown={tried.law} />
          <p>
            <button type="button" className="button primary" disabled={form.sending} onClick={() => void doPropose()}>
              {form.sending ? law.notice.proposing : law.notice.propose}
            </button>
          </p>
        </>
      )}
    </LawFrame>
  );
}

/** Selects a line of the text, counted from 1, and scrolls to it. */
function showLine(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}
