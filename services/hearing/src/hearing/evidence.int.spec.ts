import { beforeAll, expect, it } from '@jest/globals';
import { Hosted, WHO, uuid } from '../../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await Hosted.open();
  host.setDay('2025-04-07');
  await host.pool();
}, 60_000);

const [PHOTO, LETTER] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const files = [{ __typename: 'PetitionFile', id: uuid(801), sha256: PHOTO }];

/** As the gateway asks: the files come from intake with the question. */
async function shownTo(person: number, petitionId: string, kept: unknown = files): Promise<unknown> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Petition { evidenceShown { hearingId number hash fileId } } } }`;
  const { _entities } = await host.ask(person, query, { r: [{ __typename: 'Petition', id: petitionId, files: kept }] });
  return (_entities as ({ evidenceShown: unknown } | null)[])[0];
}

it('evidence of a sitting stands beside the file of the matter that has its content, for who reads the minutes', async () => {
  const { petitionId, hearingId } = await host.decided(720);
  const shown = [
    [1, 'rules', null],
    [2, 'evidence', PHOTO],
    [3, 'evidence', LETTER],
  ];
  for (const [number, kind, hash] of shown)
    await host.db.query(
      `insert into hearing_entry (hearing_id, number, kind, text, hash, withheld, by_person_id, at) values ($1, $2, $3, '出示', $4, false, $5, now())`,
      [hearingId, number, kind, hash, uuid(WHO.clerk)],
    );
  expect(await shownTo(WHO.handler, petitionId)).toEqual({
    evidenceShown: [
      { hearingId, number: 2, hash: PHOTO, fileId: uuid(801) },
      { hearingId, number: 3, hash: LETTER, fileId: null },
    ],
  });
  // Who registered the matter reads it, and nothing of a sitting.
  expect(await shownTo(WHO.registrar, petitionId)).toEqual({ evidenceShown: [] });
  expect(await shownTo(WHO.otherHandler, petitionId)).toBeNull();
});
