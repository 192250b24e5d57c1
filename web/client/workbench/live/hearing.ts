import { graphql, type ResultOf } from '../graph/tada';
import { useKeys, useLive, type Live } from './live';

const KEY_OF_HEARING = graphql(`
  query KeyOfHearing($id: ID!) {
    hearing(id: $id) {
      id
      liveKey
    }
  }
`);

const KEY_OF_FOLLOWED = graphql(`
  query KeyOfFollowed($id: ID!) {
    followedHearing(id: $id) {
      id
      liveKey
    }
  }
`);

const byId = (id: string) => ({ id });
const keyOfHearing = ({ hearing }: ResultOf<typeof KEY_OF_HEARING>) => hearing?.liveKey;
const keyOfFollowed = ({ followedHearing }: ResultOf<typeof KEY_OF_FOLLOWED>) => followedHearing?.liveKey;

/** Calls `onChange` when something happened to a hearing that the reader may see. */
export const useHearingLive = (id: string, onChange: () => void): Live =>
  useLive(useKeys(KEY_OF_HEARING, [id], byId, keyOfHearing), onChange);

/** The same for whoever was admitted to follow it. */
export const useFollowedLive = (id: string, onChange: () => void): Live =>
  useLive(useKeys(KEY_OF_FOLLOWED, [id], byId, keyOfFollowed), onChange);
