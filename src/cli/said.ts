/** What a command says. With complaints, what it was given was wrong, and the exit code is 1. */
export interface Said {
  /** For stdout, with its line ends. */
  readonly out?: string;
  /** For stderr, one line each. */
  readonly complaints?: readonly string[];
}
