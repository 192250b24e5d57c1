/** The place to which a text is sealed: its row and field. A sealed text cannot be opened for another place. */
export const placeOf = (ownerId: string, field: string) => `${ownerId}|${field}`;
