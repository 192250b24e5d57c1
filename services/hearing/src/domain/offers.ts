import type { Day } from '@sunshine/procedure';
import { ACTS, type ActName } from './acts.js';
import { mayBeFollowed } from './followers.js';
import type { Hearing, HearingState, MatterState } from './hearing.js';
import { opinionToBind, unsignedOf } from './bundle.js';
import { untold } from './notices.js';
import { majorityOf } from './vote.js';

/** What is known where acts are offered, besides the matter and the hearing. */
export interface Onlooker {
  readonly personId: string;
  /** Day in Shanghai. */
  readonly today: Day;
  /** Who has voted in the last vote. */
  readonly cast: readonly string[];
}

type Need = (hearing: Hearing, matter: MatterState, who: Onlooker) => boolean;

const lastVote = ({ votes }: Hearing) => votes.at(-1) ?? null;
const voting = (hearing: Hearing): boolean => lastVote(hearing)?.state === 'open';

/** What an act cannot do without, so that it is offered to nobody in vain. Its rule may still ask for more. */
const NEEDS: Readonly<Partial<Record<ActName, Need>>> = {
  confirmHearing: ({ decision }, _matter, { personId }) => decision !== null && decision.proposedBy !== personId,
  scheduleHearing: ({ schedule }) => schedule === null,
  rescheduleHearing: ({ schedule }) => schedule !== null,
  serveHearingNotice: (hearing, matter) => untold(matter, hearing).length > 0,
  challengeMember: ({ panel }) => panel !== null,
  decideChallenge: ({ challenges }, _matter, { personId }) =>
    challenges.some(({ decision, memberId }) => decision === null && memberId !== personId),
  replaceMember: ({ panel }) => panel !== null,
  openHearing: ({ panel, schedule }, _matter, { today }) => panel !== null && schedule?.on === today,
  admitFollower: mayBeFollowed,
  dismissFollower: mayBeFollowed,
  openVote: (hearing) => !voting(hearing),
  castBallot: (hearing, _matter, { personId, cast }) =>
    voting(hearing) && lastVote(hearing)?.entitled.includes(personId) === true && !cast.includes(personId),
  stopVote: (hearing, _matter, { cast }) => voting(hearing) && lastVote(hearing)?.entitled.every((id) => cast.includes(id)) === true,
  concludeHearing: (hearing) => {
    const vote = lastVote(hearing);
    return vote?.state === 'counted' && majorityOf(vote) !== null;
  },
  sealHearingBundle: (hearing, { opinions }) =>
    hearing.conclusion !== null && (!hearing.bundle || opinionToBind(hearing, opinions) !== null),
  signHearingBundle: (hearing, _matter, { personId }) => unsignedOf(hearing).some(({ id }) => id === personId),
  recordPaperSignature: (hearing) => unsignedOf(hearing).length > 0,
  recordRefusedSignature: (hearing) => unsignedOf(hearing).length > 0,
  openHearingSealed: ({ bundle }) => bundle !== undefined,
};

/** Acts that the state of the hearing has a place for now, in the order of their course, whoever may do them. */
export const actsNow = (hearing: Hearing, matter: MatterState, who: Onlooker): ActName[] =>
  (Object.keys(ACTS) as ActName[]).filter((act) => {
    const states: readonly HearingState[] = ACTS[act].states;
    return states.includes(hearing.state) && (NEEDS[act]?.(hearing, matter, who) ?? true);
  });
