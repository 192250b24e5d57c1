const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });

/** The time of day of an instant in Asia/Shanghai, `HH:MM`; also what a field of time takes. */
export const timeText = (instant: string): string => TIME.format(new Date(instant));
