/** Words of reading aloud; a file of its own, because the browser loads it. */
export const reading = {
  start: '朗读',
  pause: '暂停',
  resume: '继续',
  stop: '停止',
  of: (title: string) => `朗读“${title}”`,
  privacyTitle: '读出声之前',
  privacy: '接下来会读出您的事项。请确认周围没有别人，或者戴上耳机。',
  privacyYes: '开始朗读',
  privacyNo: '不读了',
} as const;
