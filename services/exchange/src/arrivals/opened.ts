import type { ArrivedParty, OpenedArrivedMatter } from './arrivals.graph.js';
import type { FileOfMessage } from '../files/incoming.rows.js';
import type { ArrivedBody } from './body.js';

type Coded =
  { readonly code?: string | undefined; readonly name?: string | undefined; readonly foreignCode?: string | undefined } | undefined;
/** Where nobody knows what a foreign code means, the code itself. */
const wordOf = (of: Coded): string | null => of?.name ?? of?.code ?? of?.foreignCode ?? null;
const partyOf = ({ text, post, level }: NonNullable<ArrivedBody['respondents']>[number]): ArrivedParty => ({
  text,
  post: post ?? null,
  level: level ?? null,
});

/** What a registrar is shown of a body, with what has come of its files. */
export function shownOf(messageId: string, body: ArrivedBody, files: readonly FileOfMessage[]): OpenedArrivedMatter {
  const { petitioners = [], requests = [], respondents = [], accused = [], attachments = [], points = [], paper } = body;
  return {
    messageId,
    number: body.number,
    kind: body.kind ?? null,
    firstReceivedOn: body.receivedOn,
    summary: body.summary,
    text: body.text ?? null,
    requests: requests.map(({ text }) => text),
    petitioners: petitioners.map(
      ({ name = null, phone = null, landline = null, address = null, idType, idNumber = null, representative = false }) => ({
        ...{ name, phone, landline, address, idNumber, representative },
        idType: wordOf(idType),
      }),
    ),
    anonymous: body.anonymous ?? false,
    peopleCount: body.peopleCount ?? null,
    purpose: wordOf(body.purpose),
    contentClass: body.contentClass?.code ?? null,
    contentClassName: body.contentClass?.name ?? body.contentClass?.foreignCode ?? null,
    place: body.place?.text ?? null,
    staffConduct: body.staffConduct ?? false,
    respondents: respondents.map(partyOf),
    accused: body.kind === 'REPORT' ? accused.map(partyOf) : [],
    files: files.flatMap(({ id, place, state, code, parts, here: partsHere }) => {
      const named = attachments[place];
      if (!named) return [];
      const { name, mediaType, bytes } = named;
      return [{ id, name, mediaType, bytes, state: state === 'gone' ? 'refused' : state, code, parts, partsHere }];
    }),
    handing: {
      from: body.from?.name ?? null,
      to: body.to?.name ?? null,
      reason: body.reason ?? null,
      paperNumber: paper?.number ?? null,
      paperOn: paper?.issuedOn ?? null,
      reportBy: body.reportBy ?? null,
      points,
    },
  };
}
