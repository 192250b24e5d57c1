// Loaded before a room's own entry: should the launcher be killed, its rooms drain and end instead of holding their ports.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
