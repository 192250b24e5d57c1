import type { Matter, MessageBody } from '@sunshine/envelope';

/** What came, as a registrar opens it: the matter, and what the sender says of its handing over. */
export type ArrivedBody = Matter &
  MessageBody<'transfer'> &
  Partial<Pick<MessageBody<'assignment'>, 'reportRequired' | 'reportBy' | 'points'>>;
