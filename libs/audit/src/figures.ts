import { Gauge, register } from 'prom-client';

/** Faults of the audit that the running sealers have found since start, by service; `/metrics` shows them. */
export const auditFaults: Record<string, number> = {};

new Gauge({
  name: 'sunshine_audit_faults',
  help: 'audit: lines, batches or heads found changed or missing since start, by service; anything but 0 is somebody at work',
  labelNames: ['service'],
  registers: [register],
  collect() {
    for (const [service, count] of Object.entries(auditFaults)) this.set({ service }, count);
  },
});
