/** Who did what on a day, as the graph shows it. */
export const doneBy = <Done extends { readonly byPersonId: string }>({ byPersonId, ...done }: Done) => ({
  ...done,
  byPerson: { id: byPersonId },
});
