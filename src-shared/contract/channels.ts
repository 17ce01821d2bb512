/** The only channels between a window and the shell. */
export const channels = { call: 'wubao:call', token: 'wubao:token', event: 'wubao:event' } as const;
