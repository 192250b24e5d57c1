/** Roles that prepare hearings, sit in them, or handle the matter that is heard. */
export const HEARD = ['HANDLER', 'CHECKER', 'ISSUER', 'HEAD', 'REVIEWER', 'CLERK', 'PANEL_MEMBER'] as const;

/** Roles that keep an organ's pool of members and its rooms. */
export const POOL_KEEPERS = ['CLERK', 'HEAD', 'REVIEWER'] as const;
/** Roles that may read them. */
export const POOL_READERS = [...POOL_KEEPERS, 'HANDLER'] as const;
