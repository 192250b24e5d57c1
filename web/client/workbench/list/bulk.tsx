import { useEffect, useState, type ReactNode } from 'react';
import { useClient, type CombinedError } from 'urql';
import { lists } from '../../../src/texts/lists';
import { actTitle, hasAct, type ActName } from '../../../src/texts/acts/titles';
import { ON_OPINION, useAct } from '../acts/open';
import { Failure } from '../parts/failure';
import { Loading } from '../parts/loading';

const texts = lists.select;

/** Number of petitions per request. */
const TOGETHER = 25;

type ActsOf = Readonly<Record<string, { readonly acts: readonly { readonly act: string }[] | null } | null>>;

/** For each act with a form, the petitions on which it can be done now. */
type Doable = ReadonlyMap<ActName, readonly string[]>;

function actsOf(ids: readonly string[]): { query: string; variables: Record<string, string> } {
  const names = ids.map((_id, at) => `p${at}`);
  return {
    query: `query ActsOf(${names.map((name) => `$${name}: ID!`).join(', ')}) {
      ${names.map((name) => `${name}: petition(id: $${name}) { id acts { act } }`).join('\n')}
    }`,
    variables: Object.fromEntries(ids.map((id, at) => [`p${at}`, id])),
  };
}

/** A selected petition. */
export interface Picked {
  readonly id: string;
  readonly name: string;
}

interface BulkProps {
  readonly picked: readonly Picked[];
  /** Called with the petitions on which the act succeeded. */
  readonly done: (ids: readonly string[]) => void;
}

/** Acts on the selected petitions. Each act runs on one petition at a time and reports the result of each. */
export function Bulk({ picked, done }: BulkProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [openAct, dialog] = useAct((all) => done(all.done.flatMap(({ petitionId }) => petitionId ?? [])));
  const ids = picked.map(({ id }) => id);
  return (
    <>
      <button type="button" className="button primary" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? texts.close : texts.act}
      </button>
      {open && <Acts key={ids.join()} ids={ids} start={(act) => openAct({ act, petitionIds: ids })} />}
      {dialog}
    </>
  );
}

function Acts({ ids, start }: { readonly ids: readonly string[]; readonly start: (act: ActName) => void }): ReactNode {
  const client = useClient();
  const [doable, setDoable] = useState<Doable | null>(null);
  const [error, setError] = useState<CombinedError | null>(null);
  const list = ids.join();
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      const found = new Map<ActName, string[]>();
      const all = list.split(',');
      for (let at = 0; at < all.length; at += TOGETHER) {
        const part = all.slice(at, at + TOGETHER);
        const { query, variables } = actsOf(part);
        const { data, error: refused } = await client.query<ActsOf>(query, variables, { requestPolicy: 'network-only' }).toPromise();
        if (left) return;
        if (refused && !data) return setError(refused);
        part.forEach((id, index) => {
          for (const { act } of data?.[`p${index}`]?.acts ?? [])
            if (hasAct(act) && !ON_OPINION.includes(act)) found.set(act, [...(found.get(act) ?? []), id]);
        });
      }
      setDoable(new Map([...found].toSorted(([, a], [, b]) => b.length - a.length)));
    };
    void ask();
    return () => {
      left = true;
    };
  }, [client, list]);
  if (error) return <Failure error={error} />;
  if (!doable) return <Loading />;
  if (doable.size === 0) return <p className="notice">{texts.noAct}</p>;
  return (
    <ul className="list-acts" aria-label={texts.acts}>
      {[...doable].map(([act, can]) => (
        <li key={act}>
          <button type="button" className="button" onClick={() => start(act)}>
            {texts.actOf(actTitle(act), can.length, ids.length)}
          </button>
        </li>
      ))}
    </ul>
  );
}
