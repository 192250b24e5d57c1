export interface TrackedHearing {
  readonly id: string;
  readonly stageName: string;
  readonly state: string;
  readonly stateName: string;
  readonly organ: HearingOrgan;
  readonly requestedOn: string;
  readonly decideBy: string | null;
  readonly hold: boolean | null;
  readonly decisionReason: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly room: string | null;
  readonly place: string | null;
  readonly public: boolean | null;
  readonly closedReason: string | null;
  readonly members: readonly { readonly id: string; readonly name: string; readonly presides: boolean }[];
  readonly pause: { readonly from: string; readonly to: string | null; readonly atMost: string } | null;
  readonly cancelledReason: string | null;
  readonly conclusion: { readonly text: string; readonly on: string } | null;
}

export interface HearingOrgan {
  readonly name: string;
  readonly address: string | null;
  readonly contactPhone: string | null;
}

/** A hearing that may be asked for now. */
export interface HearingRight {
  readonly stageName: string;
  readonly organ: HearingOrgan;
  readonly decideDays: number;
  readonly heardOn: string | null;
}

const ORGAN = 'organ { name address contactPhone }';
export const HEARING_RIGHT = `{ stageName ${ORGAN} decideDays heardOn }`;
export const HEARINGS = `{ id stageName state stateName ${ORGAN} requestedOn decideBy hold decisionReason startsAt endsAt room place public closedReason
  members { id name presides } pause { from to atMost } cancelledReason conclusion { text on } }`;
