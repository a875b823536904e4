/** Takes whole lines. */
export interface LineSink {
  readonly write: (line: string) => void;
}
