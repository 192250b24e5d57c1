import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  CaseOpened,
  OpinionDrafted,
  OpinionIssued,
  OpinionServed,
  OrganSaved,
  PetitionAccepted,
  PetitionInformed,
  PetitionReceived,
  PetitionRouted,
  RelationEnded,
  RelationSet,
  RoleEnded,
  RoleGranted,
  type NewEvent,
} from '@sunshine/events';
import { tries } from '@sunshine/testing';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { hosted, moving, ORGANS, TODAY, type Hosted } from '../../test/hosted.js';

let host: Hosted;
beforeAll(async () => {
  host = await hosted();
}, 60_000);

interface Sent {
  key: string;
  source: 'case' | 'directory';
  event: NewEvent;
}

/** One petition's events of case, and a new organ with its people by directory; ids are new in each run. */
function story() {
  const [petitionId, organ, below, person, paper] = [uuid(), uuid(), uuid(), uuid(), uuid()];
  const ofCase = (event: NewEvent): Sent => ({ key: petitionId, source: 'case', event });
  const ofDirectory = (key: string, event: NewEvent): Sent => ({ key, source: 'directory', event });
  const saved = (organId: string, parentId: string | null, name: string) =>
    OrganSaved.create({
      organId,
      parentId,
      kind: 'department',
      name,
      shortName: name,
      division: '990100',
      reviewedBy: null,
      closedOn: null,
    });
  return {
    ids: [petitionId, organ, below, person],
    lanes: [
      [
        ofCase(moving(CaseOpened.create({ petitionId, organId: ORGANS.bureau, stage: 'registered' }), 'registered', ORGANS.bureau)),
        ofCase(
          PetitionRouted.create({
            petitionId,
            kind: 'TRANSFER',
            fromOrganId: ORGANS.bureau,
            toOrganId: organ,
            reportBy: null,
          }),
        ),
        ofCase(RelationSet.create({ petitionId, subject: organ, relation: 'in_charge' })),
        ofCase(moving(PetitionReceived.create({ petitionId, organId: organ, receivedOn: TODAY }), 'received', organ)),
        ofCase(moving(PetitionInformed.create({ petitionId, organId: organ, dispatchedOn: TODAY, documentId: paper }), 'informed', organ)),
        ofCase(
          PetitionAccepted.create({ petitionId, organId: organ, exit: '31(6)', acceptedOn: TODAY, handleFrom: TODAY, documentId: paper }),
        ),
        ofCase(RelationSet.create({ petitionId, subject: below, relation: 'assisting' })),
        ofCase(moving(OpinionDrafted.create({ petitionId, opinionId: paper, revision: 1 }), 'handling', organ, { exit: '31(6)' })),
        ofCase(
          OpinionIssued.create({
            petitionId,
            opinionId: paper,
            documentId: paper,
            number: '1',
            dispatchedOn: TODAY,
            outcome: 'supported',
            executeBy: TODAY,
          }),
        ),
        ofCase(
          moving(
            OpinionServed.create({
              petitionId,
              opinionId: paper,
              petitionerId: person,
              way: 'post',
              servedOn: TODAY,
              reviewRequestLastDay: TODAY,
            }),
            'opinion_served',
            organ,
            { exit: '31(6)', outcome: 'supported' },
          ),
        ),
        ofCase(RelationEnded.create({ petitionId, subject: below, relation: 'assisting' })),
      ],
      // Of directory, keys are in order each for itself: an organ below may come before the organ above it.
      [ofDirectory(organ, saved(organ, ORGANS.government, '上级')), ofDirectory(organ, saved(organ, ORGANS.county, '改隶'))],
      [ofDirectory(below, saved(below, organ, '下级'))],
      [
        ofDirectory(person, RoleGranted.create({ personId: person, organId: organ, role: 'HANDLER', notices: false })),
        ofDirectory(person, RoleGranted.create({ personId: person, organId: below, role: 'CHECKER', notices: false })),
        ofDirectory(person, RoleGranted.create({ personId: person, organId: organ, role: 'HANDLER', notices: true })),
        ofDirectory(person, RoleEnded.create({ personId: person, organId: below, role: 'CHECKER' })),
      ],
    ] as Sent[][],
  };
}

/** What the copies hold of these ids, with the ids named by their place. */
async function copies(ids: string[]): Promise<string> {
  const rows = await Promise.all([
    host.db.query('select * from petition_course where petition_id = any($1)', [ids]),
    host.db.query('select * from relation where petition_id = any($1) order by relation', [ids]),
    host.db.query('select * from organ where id = any($1) order by name', [ids]),
    host.db.query('select * from person_role where person_id = any($1) order by role', [ids]),
  ]);
  return ids.reduce((text, id, at) => text.replaceAll(id, `#${at}`), JSON.stringify(rows));
}

describe('the copies of other services’ facts', () => {
  it('end the same in any interleaving of their sources and keys', async () => {
    const straight = story();
    await host.read(...straight.lanes.flat());
    const expected = await copies(straight.ids);
    expect(expected).toContain('"stage":"opinion_served"');
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(3)), async (choices) => {
        const { ids, lanes } = story();
        const order: Sent[] = [];
        while (lanes.some((lane) => lane.length > 0)) {
          const open = lanes.filter((lane) => lane.length > 0);
          order.push(open[choices.next().value! % open.length]!.shift() as Sent);
        }
        await host.read(...order);
        expect(await copies(ids)).toBe(expected);
      }),
      { numRuns: tries(30) },
    );
  }, 60_000);
});
