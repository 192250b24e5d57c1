/** Where a sealed text belongs; it opens nowhere else. */
export const placeOf = (ownerId: string, field: string) => `${ownerId}|${field}`;
