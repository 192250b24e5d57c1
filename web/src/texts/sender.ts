/** As what an organ sent a matter here. */
export const senderKinds = { TRANSFER: '转送', ASSIGNMENT: '交办' } as const;
