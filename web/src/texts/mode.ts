/** Words of the switch between the modes of portal and workbench. */
export const mode = { elderOn: '长者模式', elderOff: '标准模式' } as const;
