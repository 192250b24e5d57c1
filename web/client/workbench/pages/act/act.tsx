import { useEffect, type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { acts as texts } from '../../../../src/texts/acts';
import { actTitle, hasAct } from '../../../../src/texts/acts/titles';
import { useAct } from '../../acts/open';
import { issuesPaper } from '../../acts/rows';

/** One act on one matter under an address of its own, so that a list or a message can link to it. */
export default function ActPage(): ReactNode {
  const { id = '', act = '' } = useParams<{ id: string; act: string }>();
  const [, go] = useLocation();
  const matter = `/petition/${id}`;
  const [open, dialog] = useAct(() => go(issuesPaper(act) ? `${matter}#documents` : matter));
  const known = hasAct(act);
  useEffect(() => {
    if (known) open({ act, petitionIds: [id] });
  }, [known, act, id, open]);
  return (
    <>
      <h1>{known ? actTitle(act) : texts.noForm}</h1>
      <p className="row">
        <Link href={matter} className="button">
          {texts.toMatter}
        </Link>
        {known && (
          <button type="button" className="button" onClick={() => open({ act, petitionIds: [id] })}>
            {actTitle(act)}
          </button>
        )}
      </p>
      {dialog}
    </>
  );
}
