interface Running<T> {
  /** Settles with the read that runs, whatever comes of it. */
  readonly now: Promise<void>;
  next: Promise<T> | null;
}

/**
 * One read at a time for each question. Whoever asks while it runs gets the next one, which begins behind it: an answer is never older than
 * its question, and many who ask the same at once cost two reads.
 */
export class SharedReads<T> {
  private readonly running = new Map<string, Running<T>>();

  /** @param question the same text for the same answer */
  read(question: string, read: () => Promise<T>): Promise<T> {
    const running = this.running.get(question);
    if (!running) return this.begin(question, read);
    running.next ??= running.now.then(() => this.begin(question, read));
    return running.next;
  }

  private begin(question: string, read: () => Promise<T>): Promise<T> {
    const answer = read();
    const running: Running<T> = { now: answer.then(nothing, nothing), next: null };
    this.running.set(question, running);
    void running.now.then(() => {
      if (!running.next) this.running.delete(question);
    });
    return answer;
  }
}

const nothing = (): void => undefined;
