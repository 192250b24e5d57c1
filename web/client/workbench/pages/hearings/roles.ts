/** Roles that prepare hearings, sit in them, or handle the matter that is heard. */
export const HEARD = ['HANDLER', 'CHECKER', 'ISSUER', 'HEAD', 'REVIEWER', 'CLERK', 'PANEL_MEMBER'] as const;
/** Roles that read one hearing: an auditor opens what is sealed of it. */
export const HEARING_READERS = [...HEARD, 'AUDITOR'] as const;

/** Roles that keep an organ's pool of members and its rooms. */
export const POOL_KEEPERS = ['CLERK', 'HEAD', 'REVIEWER'] as const;
/** Roles that may read them. */
export const POOL_READERS = [...POOL_KEEPERS, 'HANDLER'] as const;
/** Roles that sign the file of a hearing with a key. */
export const SIGNERS = ['PANEL_MEMBER', 'CLERK', 'REVIEWER', 'HANDLER'] as const;
