import type { ReactNode } from 'react';
import { basisOf } from '../../../../src/basis';
import { matter as texts, wordOf } from '../../../../src/texts/matter';
import { Day, instantText } from '../../parts/day';
import { Section } from './parts';
import type { Matter } from './query';

const t = texts.readers;

/** Why the reader sees the matter, which organs had it and, for heads, who opened sealed fields. */
export function Readers({ matter }: { readonly matter: Matter }): ReactNode {
  const { accessReasons, openings, organs, readers } = matter;
  const actNames = new Map(matter.history?.map((line) => [line.act, line.actName]));
  return (
    <Section id="readers" title={t.title}>
      <h3>{t.mine}</h3>
      <ul>
        {accessReasons.map(({ role, relation, organ }) => (
          <li key={`${role} ${relation} ${organ.id}`}>
            {`${organ.name} ${wordOf(texts.roles, role)}${texts.colon}${wordOf(texts.relations, relation)}`}
          </li>
        ))}
      </ul>
      <h3>{t.all}</h3>
      <p className="muted">{t.allHint}</p>
      <ul>
        {readers.map(({ organ, relation, relationName, roleNames, source }) => (
          <li key={`${organ?.id} ${relation} ${source}`}>
            {`${organ?.name ?? t.wholeNode}${texts.colon}${roleNames.join(texts.comma)} `}
            <span className="badge">{relationName}</span>
            {basisOf(source) && <span className="muted">{` ${texts.content.basis}${texts.colon}${basisOf(source)}`}</span>}
          </li>
        ))}
      </ul>
      {organs && (
        <>
          <h3>{t.course}</h3>
          <ol>
            {organs.map(({ organ, receivedOn, act, standing }, at) => (
              <li key={at}>
                <Day day={receivedOn} />
                {` ${organ.name} ${actNames.get(act) ?? ''} `}
                {!standing && <span className="badge">{t.withdrawn}</span>}
              </li>
            ))}
          </ol>
        </>
      )}
      {openings && (
        <>
          <h3>{t.openings}</h3>
          {openings.length === 0 ? (
            <p>{t.noOpenings}</p>
          ) : (
            <div className="wide-table" tabIndex={0} role="region" aria-label={t.openings}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t.at}</th>
                    <th scope="col">{t.organ}</th>
                    <th scope="col">{t.role}</th>
                    <th scope="col">{t.field}</th>
                    <th scope="col">{t.purpose}</th>
                  </tr>
                </thead>
                <tbody>
                  {openings.map(({ at, organ, role, field, purpose }, n) => (
                    <tr key={n}>
                      <td>{instantText(at)}</td>
                      <td>{organ.name}</td>
                      <td>{wordOf(texts.roles, role)}</td>
                      <td>{wordOf(texts.sealedFields, field)}</td>
                      <td>{purpose}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
