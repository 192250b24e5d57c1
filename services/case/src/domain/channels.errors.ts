import { defineErrors } from '@sunshine/errors';

/** What is refused of a statutory channel and the days on which its limits start. */
export const channelError = defineErrors({
  EXIT_CHANNEL_UNKNOWN: { kind: 'INVALID_INPUT', field: 'channelId', text: '规则中没有“{channel}”这一法定途径' },
  EXIT_LIMIT_UNKNOWN: { kind: 'INVALID_INPUT', text: '“{title}”没有“{limit}”这一期限' },
  EXIT_LIMIT_TWICE: { kind: 'INVALID_INPUT', text: '“{limit}”写了两个起算日' },
  EXIT_LIMIT_IN_FUTURE: { kind: 'INVALID_INPUT', text: '“{limit}”的起算日{day}尚未到来' },
});
