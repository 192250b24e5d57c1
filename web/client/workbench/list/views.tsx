import type { List } from '@sunshine/filters';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { lists } from '../../../src/texts/lists';
import { graphql, type ResultOf } from '../graph/tada';
import { Failure } from '../parts/failure';
import { Field } from '../parts/field';
import { Loading } from '../parts/loading';
import { organsOf, useMe } from '../session/me';
import type { ListState } from './state';
import { Window } from '../parts/window';

const texts = lists.views;
const KINDS = { petitions: 'PETITIONS', supervisionBoard: 'SUPERVISION_BOARD' } as const;
/** Roles that may share a view with the organ. */
const SHARING = ['HEAD', 'DISPATCHER'] as const;

const VIEWS = graphql(`
  query Views($list: ListKind!) {
    savedViews(list: $list) {
      id
      name
      filter
      columns
      orderBy
      mine
      sharedWith {
        id
        name
      }
    }
  }
`);
const SAVE = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      id
      name
    }
  }
`);
const DELETE = graphql(`
  mutation DeleteView($input: DeleteViewInput!) {
    deleteView(input: $input)
  }
`);

type View = ResultOf<typeof VIEWS>['savedViews'][number];

/** Saved views of a list that the person may open. `again` loads them anew. */
function useViews(list: List) {
  const [{ data, error }, execute] = useQuery({ query: VIEWS, variables: { list: KINDS[list] } });
  return { views: data?.savedViews, error, again: () => execute({ requestPolicy: 'network-only' }) };
}

const opened = (view: View) => ({ filter: view.filter, columns: view.columns, order: view.orderBy, view: view.id });

/** Fills in the state of a view if the address names only the view. */
export function FillFromView({ state }: { readonly state: ListState }): ReactNode {
  const { views, error, again } = useViews(state.list);
  useEffect(() => {
    if (!views) return;
    const view = views.find(({ id }) => id === state.view);
    state.change(view ? opened(view) : { view: null, filter: '' }, { replace: true });
  }, [views, state]);
  return error ? <Failure error={error} again={again} /> : <Loading />;
}

/** The name of the open view; null if none is open. */
export function useViewName({ list, view }: ListState): string | null {
  const { views } = useViews(list);
  return (view && views?.find(({ id }) => id === view)?.name) || null;
}

/** Opens, saves, renames and deletes views. */
export function ViewsWindow({ state, onClose }: { readonly state: ListState; readonly onClose: () => void }): ReactNode {
  const me = useMe();
  const { views, error, again } = useViews(state.list);
  const [, save] = useMutation(SAVE);
  const [, remove] = useMutation(DELETE);
  const [refusal, setRefusal] = useState<Parameters<typeof Failure>[0]['error'] | null>(null);
  const [name, setName] = useState('');
  const [shared, setShared] = useState('');
  const [missing, setMissing] = useState(false);
  const [said, setSaid] = useState('');
  const organs = organsOf(me, SHARING);
  const current = { list: KINDS[state.list], filter: state.problem ? '' : state.filter, columns: [...state.columns], orderBy: state.order };

  const keep = async (input: Omit<Parameters<typeof save>[0]['input'], 'list' | 'requestId'>): Promise<boolean> => {
    const { data, error: refused } = await save({ input: { ...input, list: KINDS[state.list], requestId: crypto.randomUUID() } });
    setRefusal(refused ?? null);
    if (!data) return false;
    setSaid(texts.saved(data.saveView.name));
    again();
    return true;
  };
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '') return;
    if (await keep({ ...current, name: name.trim(), sharedWith: shared || null })) setName('');
  };
  const own = views?.filter(({ mine }) => mine) ?? [];
  const others = views?.filter(({ mine }) => !mine) ?? [];

  return (
    <Window title={texts.title} closeText={lists.exports.close} onClose={onClose}>
      <p className="muted">{texts.lead}</p>
      {error && <Failure error={error} again={again} />}
      {refusal && <Failure error={refusal} />}
      <p role="status" className="list-said">
        {said}
      </p>
      {!views && !error && <Loading />}
      <form onSubmit={(event) => void add(event)} className="card">
        <h3>{texts.saveNew}</h3>
        <Field label={texts.name} error={missing ? texts.nameMissing : null} room={{ of: name, limit: 40 }}>
          {(id, describedBy) => (
            <input id={id} aria-describedby={describedBy} aria-invalid={missing} value={name} onChange={(e) => setName(e.target.value)} />
          )}
        </Field>
        {organs.length > 0 && (
          <Field label={texts.share}>
            {(id) => (
              <select id={id} value={shared} onChange={(e) => setShared(e.target.value)}>
                <option value="">{texts.shareNone}</option>
                {organs.map((organ) => (
                  <option key={organ.id} value={organ.id}>
                    {texts.sharedWith(organ.name)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <button type="submit" className="button primary">
          {texts.save}
        </button>
      </form>
      {views && views.length === 0 && <p>{texts.none}</p>}
      {own.length > 0 && (
        <>
          <h3>{texts.own}</h3>
          <ul className="list-views">
            {own.map((view) => (
              <OwnView
                key={view.id}
                view={view}
                current={view.id === state.view}
                open={() => {
                  state.change(opened(view));
                  onClose();
                }}
                rename={(to) => {
                  const { id, filter, columns, orderBy, sharedWith } = view;
                  return keep({ id, filter, columns, orderBy, sharedWith: sharedWith?.id ?? null, name: to });
                }}
                update={() => keep({ ...current, id: view.id, name: view.name, sharedWith: view.sharedWith?.id ?? null })}
                remove={async () => {
                  const { error: refused } = await remove({ input: { id: view.id, requestId: crypto.randomUUID() } });
                  setRefusal(refused ?? null);
                  if (!refused && view.id === state.view) state.change({ view: null });
                  again();
                }}
              />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{texts.shared}</h3>
          <ul className="list-views">
            {others.map((view) => (
              <li key={view.id} className="row spread">
                <ViewName view={view} current={view.id === state.view} />
                <button
                  type="button"
                  className="button"
                  aria-label={texts.of(texts.open, view.name)}
                  onClick={() => {
                    state.change(opened(view));
                    onClose();
                  }}
                >
                  {texts.open}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Window>
  );
}

function ViewName({ view, current }: { readonly view: View; readonly current: boolean }): ReactNode {
  return (
    <span className="row">
      <strong>{view.name}</strong>
      {current && <span className="badge brand">{texts.current}</span>}
      {view.sharedWith && <span className="badge">{texts.sharedWith(view.sharedWith.name)}</span>}
    </span>
  );
}

interface OwnViewProps {
  readonly view: View;
  readonly current: boolean;
  readonly open: () => void;
  readonly rename: (name: string) => Promise<boolean>;
  readonly update: () => Promise<boolean>;
  readonly remove: () => Promise<void>;
}

function OwnView({ view, current, open, rename, update, remove }: OwnViewProps): ReactNode {
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null);
  const [name, setName] = useState(view.name);
  const act = (text: string, does: () => void): ReactNode => (
    <button type="button" className="button" aria-label={texts.of(text, view.name)} onClick={does}>
      {text}
    </button>
  );
  if (doing === 'rename')
    return (
      <li>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            void rename(name.trim()).then((done) => done && setDoing(null));
          }}
        >
          <Field label={texts.name} room={{ of: name, limit: 40 }}>
            {(id, describedBy) => (
              <input id={id} required aria-describedby={describedBy} value={name} onChange={(e) => setName(e.target.value)} />
            )}
          </Field>
          <button type="submit" className="button primary">
            {texts.renameDone}
          </button>
          {act(texts.cancel, () => setDoing(null))}
        </form>
      </li>
    );
  return (
    <li className="row spread">
      <ViewName view={view} current={current} />
      {doing === 'remove' ? (
        <span className="row">
          {texts.removeSure(view.name)}
          <button type="button" className="button danger" onClick={() => void remove()}>
            {texts.remove}
          </button>
          {act(texts.cancel, () => setDoing(null))}
        </span>
      ) : (
        <span className="row">
          {act(texts.open, open)}
          {act(texts.update, () => void update())}
          {act(texts.rename, () => setDoing('rename'))}
          {act(texts.remove, () => setDoing('remove'))}
        </span>
      )}
    </li>
  );
}
