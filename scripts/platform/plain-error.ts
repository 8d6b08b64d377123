/** A failure that was foreseen: its message is one clear line that says what to do, and no stack is shown. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
  readonly lines: string;

  /** `spanish` is shown below `message` where a person must act. */
  constructor(message: string, spanish?: string) {
    super(message);
    this.lines = spanish ? `${message}\n${spanish}` : message;
  }
}

/** What to print for any failure: the clear lines of a foreseen one, the stack of a defect. */
export function describeFailure(error: unknown): string {
  if (error instanceof PlainError) return error.lines;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
