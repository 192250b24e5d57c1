import { Case1710000000021 } from './1710000000021-case.js';
import { Waiting1710000000081 } from './1710000000081-waiting.js';
import { OpinionDraft1710000000083 } from './1710000000083-opinion-draft.js';

export const caseMigrations = [Case1710000000021, Waiting1710000000081, OpinionDraft1710000000083];
