import { Case1710000000021 } from './1710000000021-case.js';
import { Waiting1710000000081 } from './1710000000081-waiting.js';
import { OpinionDraft1710000000083 } from './1710000000083-opinion-draft.js';
import { SealedReports1710000000121 } from './1710000000121-sealed-reports.js';
import { ExtensionDeclined1710000000151 } from './1710000000151-extension-declined.js';
import { Accused1710000000153 } from './1710000000153-accused.js';
import { AccusedWaiting1710000000154 } from './1710000000154-accused-waiting.js';
import { PointingWaiting1710000000175 } from './1710000000175-pointing-waiting.js';
import { ReviewWaiting1710000000203 } from './1710000000203-review-waiting.js';
import { HeldBy1710000000615 } from './1710000000615-held-by.js';
import { ReportKeys1710000000122 } from './1710000000122-report-keys.js';

export const caseMigrations = [
  Case1710000000021,
  Waiting1710000000081,
  OpinionDraft1710000000083,
  SealedReports1710000000121,
  ExtensionDeclined1710000000151,
  Accused1710000000153,
  AccusedWaiting1710000000154,
  PointingWaiting1710000000175,
  ReviewWaiting1710000000203,
  HeldBy1710000000615,
];
/** Of the second database. */
export const caseKeyMigrations = [ReportKeys1710000000122];
