/** How long somebody must wait, in words: seconds below a minute, then minutes, hours, always rounded up. */
export function waitWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))}秒`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes}分钟` : `${Math.ceil(minutes / 60)}小时`;
}
