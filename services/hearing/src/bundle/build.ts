import { randomBytes } from 'node:crypto';
import { cut, findIdentifiers, findPersons, type Found } from '@sunshine/redaction';
import { isThirdPerson, opinionAfter, opinionToBind, signersOf } from '../domain/bundle.js';
import type { KeptEntry, MadeSection, Section } from '../domain/bundle.types.js';
import type { Entry, Hearing, IssuedOpinion, MatterState } from '../domain/hearing.js';
import type { PoolMember } from '../domain/pool.js';
import {
  FORMAT,
  canonical,
  entryDigest,
  headDigest,
  type DigestName,
  type EntryLine,
  type HeadLine,
  type PartName,
  type Piece,
  type SealedLine,
} from './verify-bundle.js';

/** What is bound, before it has salts. `texts`: free text, of which third persons' data is kept from the parties; a list is kept as a whole. */
interface Leaf {
  readonly part: PartName;
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly texts?: readonly (string | { readonly withheld: string })[];
}

/** Ballots and texts that are sealed, opened for the time in which they are bound. */
export interface Weighed {
  readonly ballots: readonly { readonly round: number; readonly personId: string; readonly choice: number }[];
  readonly texts: readonly {
    readonly kind: 'deliberation' | 'minority';
    readonly byPersonId: string;
    readonly at: string;
    readonly text: string;
  }[];
}

export interface Bound {
  readonly matter: Pick<MatterState, 'id' | 'number'>;
  readonly hearing: Hearing;
  readonly entries: readonly Entry[];
  readonly pool: readonly PoolMember[];
  readonly weighed: Weighed;
}

export interface Binding {
  readonly algorithm: DigestName;
  /** UTC. */
  readonly at: string;
  readonly byPersonId: string;
  /** Digest of the head before, and how many there are. */
  readonly previous: string | null;
  readonly section: number;
  /** Seals the line of an entry that stands as a commitment. */
  seal(part: string, name: string, line: string): string;
}

const newSalt = (): string => randomBytes(32).toString('hex');

/** Names of people who are no party to it: with their data, parties get a commitment. */
const thirdPersons = ({ attendance }: Hearing): string[] =>
  attendance.flatMap((one) => (isThirdPerson(one) && one.name !== null ? [one.name] : []));

function openLeaves({ matter, hearing, entries, pool }: Bound): Leaf[] {
  const { decision, schedule, panel, conclusion } = hearing;
  const nameOf = (id: string) => pool.findLast(({ personId }) => personId === id)?.name ?? null;
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: nameOf(id) }));
  const third = new Set(thirdPersons(hearing));
  const text = (part: PartName, name: string, texts: string | null, content: Leaf['content'] = {}): Leaf[] =>
    texts === null ? [] : [{ part, name, content, texts: [texts] }];
  return [
    {
      part: 'matter',
      name: '1',
      content: {
        hearingId: hearing.id,
        petitionId: matter.id,
        petitionNumber: matter.number,
        organId: hearing.organId,
        stage: hearing.stage,
        form: hearing.form,
        by: hearing.by,
        requestedOn: hearing.requestedOn,
        decidedOn: decision?.confirmedOn ?? null,
        seed: decision?.seed ?? null,
        serviceOn: hearing.serviceOn,
        startsAt: schedule?.startsAt ?? null,
        endsAt: schedule?.endsAt ?? null,
        roomId: schedule?.roomId ?? null,
        public: schedule?.public ?? null,
      },
    },
    ...text('matter', 'reason', hearing.reason),
    ...text('matter', 'new-evidence', hearing.newEvidence),
    ...text('matter', 'decision', decision?.reason ?? null),
    ...text('matter', 'closed', schedule?.closedReason ?? null),
    ...(panel
      ? [
          {
            part: 'panel' as const,
            name: '1',
            content: {
              presiderId: panel.presiderId,
              members: named(panel.memberIds),
              substitutes: named(panel.substituteIds),
              left: panel.left.map(({ personId, at }) => ({ id: personId, name: nameOf(personId), at })),
              seed: panel.seed,
              pool: panel.pool,
              presiders: panel.presiders,
              listedOn: panel.listedOn,
            },
          },
          ...panel.left.flatMap(({ reason }, at) => text('panel', `left-${at + 1}`, reason)),
        ]
      : []),
    ...hearing.challenges.flatMap(({ memberId, byPersonId, reason, on, decision: decided }, at): Leaf[] => [
      {
        part: 'challenge',
        name: String(at + 1),
        content: { memberId, by: byPersonId === null ? 'petitioner' : 'officer', on, upheld: decided?.upheld ?? null },
        texts: [reason],
      },
      ...text('challenge', `${at + 1}-decision`, decided?.reason ?? null),
    ]),
    ...hearing.attendance.map((one, at): Leaf => {
      const { id, personId, part, from, to, name } = one;
      return {
        part: 'attendance',
        name: String(at + 1),
        content: { id, personId, part, from, to },
        texts: name === null ? [] : [isThirdPerson(one) ? { withheld: name } : name],
      };
    }),
    ...entries.map(({ number, kind, speaker, text: said, hash, corrects, byPersonId, at }): Leaf => {
      const who = speaker === null ? [] : [third.has(speaker) ? { withheld: speaker } : speaker];
      return {
        part: 'minutes',
        name: String(number),
        content: { number, kind, speaks: speaker !== null, hash, corrects, byPersonId, at },
        texts: [...who, said],
      };
    }),
    ...entries.flatMap(({ number, hash }): Leaf[] =>
      hash === null ? [] : [{ part: 'evidence', name: String(number), content: { entry: number, sha256: hash } }],
    ),
    ...hearing.votes.map(({ round, question, options, entitled, state, counts, why }): Leaf => ({
      part: 'vote',
      name: String(round),
      content: { round, options, entitled, state, counts, stopped: why !== null },
      texts: [question, ...(why === null ? [] : [why])],
    })),
    ...(conclusion
      ? [
          {
            part: 'conclusion' as const,
            name: '1',
            content: { on: conclusion.on, round: conclusion.round, result: conclusion.result, byPersonId: conclusion.byPersonId },
            texts: [conclusion.text],
          },
        ]
      : []),
  ];
}

function sealedLeaves({ hearing, weighed }: Bound): Leaf[] {
  const options = new Map(hearing.votes.map(({ round, options: of }) => [round, of]));
  // Their place tells nothing of who voted first: the salts order them.
  const ballots = weighed.ballots
    .map((ballot) => ({ ballot, order: newSalt() }))
    .toSorted((left, right) => (left.order < right.order ? -1 : 1))
    .map(({ ballot: { round, personId, choice } }, at): Leaf => {
      const content = { round, personId, choice: options.get(round)?.[choice] ?? choice };
      return { part: 'ballot', name: String(at + 1), content };
    });
  const counts = { deliberation: 0, minority: 0 };
  const texts = weighed.texts.map(({ kind, byPersonId, at, text }): Leaf => {
    counts[kind] += 1;
    return { part: kind, name: String(counts[kind]), content: { byPersonId, at, text } };
  });
  return [...ballots, ...texts];
}

const opinionLeaf = ({ documentId, stage, number, hash, issuedOn }: IssuedOpinion): Leaf => ({
  part: 'opinion',
  name: documentId,
  content: { documentId, stage, number, sha256: hash, issuedOn },
});

/** Free text in pieces, each salted; `withheld` are the places of those that hold data of people. */
function piecesOf({ texts = [] }: Leaf, third: readonly string[]): { readonly pieces: Piece[]; readonly withheld: number[] } {
  const stretches = texts.flatMap((text) => {
    if (typeof text !== 'string') return [{ text: text.withheld, kept: true }];
    const found: Found[] = [...findPersons(text, { names: third, values: [] }), ...findIdentifiers(text)].toSorted(
      (left, right) => left.from - right.from || right.to - left.to,
    );
    const apart = found.filter((one, at) => found.slice(0, at).every(({ to }) => to <= one.from));
    return cut(text, apart).map(({ text: part, kind }) => ({ text: part, kept: kind !== null }));
  });
  return {
    pieces: stretches.map(({ text }) => ({ salt: newSalt(), text })),
    withheld: stretches.flatMap(({ kept }, at) => (kept ? [at] : [])),
  };
}

/** Salts what is given and binds it under a head. */
function bind(
  bound: Bound,
  binding: Binding,
  open: readonly Leaf[],
  sealed: readonly Leaf[],
  signers: HeadLine['signers'],
  documentIds: readonly string[],
): MadeSection {
  const { algorithm, section, previous, at, byPersonId } = binding;
  const third = thirdPersons(bound.hearing);
  const lines = [...open, ...sealed].map((leaf) => {
    const { part, name, content } = leaf;
    const { pieces, withheld } = piecesOf(leaf, third);
    const line: EntryLine = { kind: 'entry', part, name, salt: newSalt(), content, pieces };
    return { line, withheld, digest: entryDigest(algorithm, line), isSealed: sealed.includes(leaf) };
  });
  const { hearing, matter } = bound;
  const head: HeadLine = {
    kind: 'head',
    format: FORMAT,
    algorithm,
    section,
    previous,
    hearing: { id: hearing.id, petitionId: matter.id, petitionNumber: matter.number, organId: hearing.organId, stage: hearing.stage },
    sealedAt: at,
    sealedBy: byPersonId,
    signers,
    entries: lines.map(({ line: { part, name }, digest }) => [part, name, digest]),
    digest: '',
  };
  const digest = headDigest(head);
  const entries = lines.map(({ line, withheld, digest: of, isSealed }): KeptEntry => {
    const { part, name } = line;
    const text = canonical(line);
    if (!isSealed) return { part, name, digest: of, line: text, sealed: null, withheld };
    return { part, name, digest: of, line: null, sealed: binding.seal(part, name, text), withheld: [] };
  });
  const made: Section = { section, digest, algorithm, sealedAt: at, signers, open: open.length, sealed: sealed.length, documentIds };
  return { section: made, head: canonical({ ...head, digest }), entries };
}

/** The first section: all of the hearing, and the opinion that is there already. */
export function bindHearing(bound: Bound, binding: Binding, opinions: readonly IssuedOpinion[]): MadeSection {
  const opinion = opinionAfter(bound.hearing, opinions);
  const open = [...openLeaves(bound), ...(opinion ? [opinionLeaf(opinion)] : [])];
  const signers = signersOf(bound.hearing, bound.pool);
  return bind(bound, binding, open, sealedLeaves(bound), signers, opinion ? [opinion.documentId] : []);
}

/** A section for the opinion that came since; null where there is none that is not bound. */
export function bindOpinion(bound: Bound, binding: Binding, opinions: readonly IssuedOpinion[]): MadeSection | null {
  const opinion = opinionToBind(bound.hearing, opinions);
  if (!opinion) return null;
  return bind(bound, binding, [opinionLeaf(opinion)], [], [], [opinion.documentId]);
}

/** The line of an entry for a reader: as the organ reads it, or for a party with the pieces of others as commitments. */
export function lineFor(
  view: 'office' | 'party',
  entry: Pick<KeptEntry, 'part' | 'name' | 'digest' | 'line' | 'withheld'>,
  digest: (piece: Piece) => string,
): string {
  const { part, name, line, withheld } = entry;
  if (line === null) return canonical({ kind: 'sealed', part: part as PartName, name, digest: entry.digest } satisfies SealedLine);
  if (view === 'office' || withheld.length === 0) return line;
  const of = JSON.parse(line) as EntryLine;
  return canonical({ ...of, pieces: of.pieces.map((piece, at) => (withheld.includes(at) ? { digest: digest(piece) } : piece)) });
}
