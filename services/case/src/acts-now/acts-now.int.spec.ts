import { beforeAll, describe, expect, it } from '@jest/globals';
import { RelationSet } from '@sunshine/events';
import { HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
}, 120_000);

interface Waiting {
  petition: { id: string };
  act: string;
  name: string;
  subjectId: string;
  proposedAct: string;
  proposedName: string;
  proposedOn: string;
  organ: { id: string };
}

const acts = async (who: string, petitionId: string): Promise<string[]> => {
  const petition = await world.petition(who, petitionId, 'acts { act name part }');
  return ((petition?.['acts'] ?? []) as { act: string }[]).map(({ act }) => act);
};
async function pending(who: string, first = 100, after: string | null = null) {
  const answer = await world.graph(
    who,
    `query ($first: Int, $after: String) { pendingConfirmations(first: $first, after: $after) {
      edges { node { petition { id } act name subjectId proposedAct proposedName proposedOn organ { id } } } pageInfo { hasNextPage endCursor } } }`,
    { first, after },
  );
  expect(answer.errors).toBeUndefined();
  const page = answer.data?.['pendingConfirmations'] as {
    edges: { node: Waiting }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
  return { nodes: page.edges.map(({ node }) => node), ...page.pageInfo };
}
const waits = async (who: string, petitionId: string): Promise<string[]> =>
  (await pending(who)).nodes.filter(({ petition }) => petition.id === petitionId).map(({ act }) => act);

/** An act that was listed for the officer just before. */
async function does(who: string, act: string, input: { petitionId: string } & Record<string, unknown>, fields = 'id') {
  expect(await acts(who, input.petitionId)).toContain(act);
  const answer = await world.act(who, act, input, fields);
  expect(answer).not.toHaveProperty('code');
  return answer;
}

async function accepted() {
  world.setDay('2025-03-03');
  const petition = await world.register({ petitionerIds: [crypto.randomUUID()], requestIds: [crypto.randomUUID()] });
  const { petitionId } = petition;
  await does(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  world.setDay('2025-03-10');
  await does(WHO.handler, 'acceptPetition', { petitionId });
  await world.inquire(petition);
  return petition;
}
const draft = ({ petitionId, requestIds }: { petitionId: string; requestIds: readonly string[] }) => ({
  petitionId,
  facts: '属实',
  evidence: ['现场记录'],
  answers: requestIds.map((id) => ({ id, outcome: 'EXPLAINED', answer: '以协议为准。', basis: ['《办法》第一条'] })),
});

describe('the acts of a petition', () => {
  it('are listed only for officers who may do them', async () => {
    const petition = await accepted();
    const { petitionId } = petition;
    expect(await acts(WHO.handler, petitionId)).toEqual(expect.arrayContaining(['requestExtension', 'draftOpinion', 'recordInquiry']));
    expect(await acts(WHO.handler, petitionId)).not.toEqual(expect.arrayContaining(['checkOpinion']));
    expect(await acts(WHO.checker, petitionId)).not.toContain('checkOpinion');
    expect(await world.petition(WHO.labourHandler, petitionId, 'acts { act }')).toBeNull();
    expect(await world.petition(WHO.supervisor, petitionId, 'acts { act }')).toEqual({ acts: [] });

    await does(WHO.handler, 'draftOpinion', draft(petition));
    expect(await acts(WHO.handler, petitionId)).not.toContain('draftOpinion');
    expect(await world.petition(WHO.checker, petitionId, 'acts { act name part }')).toMatchObject({
      acts: expect.arrayContaining([{ act: 'checkOpinion', name: '审核', part: 'confirmation' }]) as unknown,
    });
    expect(await acts(WHO.issuer, petitionId)).not.toContain('issueOpinion');
    await does(WHO.checker, 'checkOpinion', { petitionId });
    await does(WHO.issuer, 'issueOpinion', { petitionId });
    await does(WHO.handler, 'recordService', {
      petitionId,
      petitionerId: petition.petitionerIds[0],
      way: 'in_person',
      proof: { signature: '张' },
    });
    expect(await acts(WHO.auditor, petitionId)).not.toContain('verifyCompletion');
  });

  it('are none for an officer who is asked to step back, until that is decided', async () => {
    const { petitionId } = await accepted();
    await does(WHO.handler, 'requestRecusal', { petitionId, reason: '与信访人系亲属' });
    expect(await acts(WHO.handler, petitionId)).toEqual([]);
    expect(await waits(WHO.head, petitionId)).toEqual(['decideRecusal']);
    await does(WHO.head, 'decideRecusal', { petitionId, granted: false, reason: '并非亲属' });
    expect(await acts(WHO.handler, petitionId)).toContain('draftOpinion');
  });

  it('end with a merge on the petition that goes on in its lead', async () => {
    const [lead, other] = [await accepted(), await accepted()];
    const { petitionId } = lead;
    const joined = [{ petitionId: other.petitionId }];
    await does(WHO.handler, 'mergePetitions', { petitionId, joined, reason: '同一小区同一质量问题' });
    const [waiting] = (await pending(WHO.checker)).nodes.filter(({ petition }) => petition.id === petitionId);
    expect(waiting).toMatchObject({ act: 'confirmMerge', name: '并案', proposedAct: 'mergePetitions', proposedOn: '2025-03-10' });
    expect(await waits(WHO.checker, other.petitionId)).toEqual([]);
    await does(WHO.checker, 'confirmMerge', { petitionId, mergeId: waiting?.subjectId });
    expect(await acts(WHO.handler, other.petitionId)).toEqual(['closePetition']);
    world.setDay('2025-03-12');
    await does(WHO.handler, 'unmergePetitions', { petitionId, mergeId: waiting?.subjectId, reason: '并非同一问题' });
    expect((await pending(WHO.checker)).nodes).toContainEqual(
      expect.objectContaining({ act: 'confirmUnmerge', proposedAct: 'unmergePetitions', proposedOn: '2025-03-12' }),
    );
    await does(WHO.checker, 'confirmUnmerge', { petitionId, mergeId: waiting?.subjectId });
    expect(await acts(WHO.handler, other.petitionId)).toContain('draftOpinion');
  });
});

describe('an opinion in writing', () => {
  const FIELDS = 'opinionParts { part present missingFor } opinion { stateName draftBody }';
  interface Written {
    opinionParts: { part: string; present: boolean; missingFor: string[] }[] | null;
    opinion: { stateName: string; draftBody: string | null } | null;
  }
  const read = (who: string, petitionId: string) => world.petition(who, petitionId, FIELDS) as Promise<Written | null>;

  it('shows missing parts and the paper as it would be issued to the organ in charge alone', async () => {
    const petition = await accepted();
    const { petitionId } = petition;
    const blank = await read(WHO.handler, petitionId);
    expect(blank?.opinion).toBeNull();
    expect(blank?.opinionParts).toContainEqual({ part: 'facts', present: false, missingFor: [] });
    expect((await read(WHO.dispatcher, petitionId))?.opinionParts).toBeNull();

    await does(WHO.handler, 'draftOpinion', { ...draft(petition), evidence: [] });
    const drafted = await read(WHO.checker, petitionId);
    expect(drafted?.opinionParts?.filter(({ present }) => !present).map(({ part }) => part)).toEqual(['evidence']);
    expect(drafted?.opinion?.stateName).toBe('待审核');
    expect(JSON.parse(drafted?.opinion?.draftBody ?? '')).toMatchObject({
      parts: { facts: '属实', issuer: HOUSING.name, remedy: { to: '明川市人民政府（电话：0000-8800001）' } },
    });
    expect(await read(WHO.dispatcher, petitionId)).toEqual({ opinionParts: null, opinion: null });

    await does(WHO.checker, 'returnOpinion', { petitionId, remark: '请列证据' });
    await does(WHO.handler, 'draftOpinion', draft(petition));
    await does(WHO.checker, 'checkOpinion', { petitionId });
    await does(WHO.issuer, 'issueOpinion', { petitionId });
    expect(await read(WHO.handler, petitionId)).toEqual({ opinionParts: null, opinion: { stateName: '已签发', draftBody: null } });
  });
});

describe('what forms choose from', () => {
  it('comes to readers of the petition by the pack in force, by name', async () => {
    const { petitionId } = await accepted();
    expect(await world.petition(WHO.handler, petitionId, 'choices(names: ["routing"]) { name title values { code title of } }')).toEqual({
      choices: [
        {
          name: 'routing',
          title: '转送方式',
          values: [
            { code: 'TRANSFER', title: '转送', of: null },
            { code: 'ASSIGNMENT', title: '交办', of: null },
          ],
        },
      ],
    });
    expect(await world.petition(WHO.labourHandler, petitionId, 'choices { name }')).toBeNull();
  });
});

describe('what waits for a second person', () => {
  it('is listed for everybody who may confirm it, never for the proposer, with its subject and day', async () => {
    const { petitionId } = await accepted();
    const { extension } = (await does(
      WHO.handler,
      'requestExtension',
      { petitionId, days: 10, reason: '检测未完' },
      'extension { id }',
    )) as {
      extension: { id: string };
    };
    expect((await pending(WHO.head)).nodes).toContainEqual({
      petition: { id: petitionId },
      act: 'extendHandling',
      name: '批准延期',
      subjectId: extension.id,
      proposedAct: 'requestExtension',
      proposedName: '申请延期',
      proposedOn: '2025-03-10',
      organ: { id: HOUSING.id },
    });
    for (const who of [WHO.handler, WHO.checker, WHO.labourHead, WHO.auditor, WHO.supervisor, WHO.migrator])
      expect(await waits(who, petitionId)).toEqual([]);
    await does(WHO.head, 'extendHandling', { petitionId, extensionId: extension.id });
    expect(await waits(WHO.head, petitionId)).toEqual([]);
  });

  it('goes on page by page, oldest first', async () => {
    const matters = [];
    for (const day of ['2025-03-11', '2025-03-12', '2025-03-13']) {
      const petition = await accepted();
      world.setDay(day);
      await does(WHO.handler, 'draftOpinion', draft(petition));
      matters.push(petition.petitionId);
    }
    const all = (await pending(WHO.checker)).nodes;
    expect(
      all
        .filter(({ act }) => act === 'checkOpinion')
        .map(({ petition }) => petition.id)
        .slice(-3),
    ).toEqual(matters);
    expect(all.map(({ proposedOn }) => proposedOn)).toEqual(all.map(({ proposedOn }) => proposedOn).toSorted());
    const read = [];
    let after: string | null = null;
    do {
      const page = await pending(WHO.checker, 1, after);
      read.push(...page.nodes);
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    expect(read).toEqual(all);
  });

  it('shows nothing to a barred person', async () => {
    const petition = await accepted();
    const { petitionId } = petition;
    await does(WHO.handler, 'draftOpinion', draft(petition));
    expect(await waits(WHO.checker, petitionId)).toEqual(['checkOpinion']);
    const barred = RelationSet.create({ petitionId, subject: WHO.checker, relation: 'barred' });
    await world.publish('intake', [petitionId, barred]);
    expect(await waits(WHO.checker, petitionId)).toEqual([]);
    expect(await world.petition(WHO.checker, petitionId, 'acts { act }')).toBeNull();
  });

  it('asks for a person: a stranger has none, nobody is refused', async () => {
    expect((await pending(WHO.stranger)).nodes).toEqual([]);
    const answer = await world.graph(null, '{ pendingConfirmations { edges { cursor } } }');
    expect(answer.errors?.[0]?.extensions?.code).toBe('SIGN_IN_REQUIRED');
    const malformed = await world.graph(WHO.head, '{ pendingConfirmations(after: "x") { edges { cursor } } }');
    expect(malformed.errors?.[0]?.extensions?.code).toBe('CURSOR_MALFORMED');
  });
});
