/** A wake-up that is never lost: a ring before the wait ends that wait at once; many rings are one. */
export class Bell {
  private rung = false;
  private open: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.open?.();
  }

  /** Waits for a ring, at most `ms` milliseconds. */
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.open = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
    this.open = undefined;
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
