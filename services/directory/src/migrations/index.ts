import type { MigrationClass } from '@sunshine/platform';
import { Directory1710000000101 } from './1710000000101-directory.js';
import { DirectoryGivenPasswords1710000000102 } from './1710000000102-given-passwords.js';
import { DirectorySavedViews1710000000103 } from './1710000000103-saved-views.js';
import { DirectoryLawProposals1710000000105 } from './1710000000105-law-proposals.js';
import { DirectorySignInLimits1710000000106 } from './1710000000106-sign-in-limits.js';
import { DirectoryEndedSessions1710000000121 } from './1710000000121-ended-sessions.js';
import { DirectoryContactPhone1710000000195 } from './1710000000195-contact-phone.js';
import { DirectoryAlsoReviewedBy1710000000186 } from './1710000000186-also-reviewed-by.js';
import { DirectoryReviewerTerms1710000000207 } from './1710000000207-reviewer-terms.js';

export const directoryMigrations: MigrationClass[] = [
  Directory1710000000101,
  DirectoryGivenPasswords1710000000102,
  DirectorySavedViews1710000000103,
  DirectoryLawProposals1710000000105,
  DirectorySignInLimits1710000000106,
  DirectoryEndedSessions1710000000121,
  DirectoryAlsoReviewedBy1710000000186,
  DirectoryContactPhone1710000000195,
  DirectoryReviewerTerms1710000000207,
];
