/** Whether the words contain a telephone number: five digits or more, with blanks, hyphens or brackets between them. */
export const isTelephone = (words: string): boolean => /\d(?:[\s()（）-]*\d){4,}/.test(words.normalize('NFKC'));
