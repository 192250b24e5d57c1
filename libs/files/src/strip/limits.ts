/** Limits of memory and time for cleaning one file. */
export interface StripJob {
  /** Resident memory of the whole process, MB. */
  readonly memoryMb: number;
  /** Processor time of all its threads, seconds. */
  readonly seconds: number;
}

/** Bytes of a cleaned file: a picture that is drawn anew may grow. */
export const STRIPPED_MAX = 40 * 1_048_576;

/** Exit code of a process that found that the file cannot be cleaned. */
export const CANNOT_BE_STRIPPED = 3;
