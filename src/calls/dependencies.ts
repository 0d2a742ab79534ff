/** What hangs on what, file by file, so that a change costs what hangs on it and no more. */

/** Which other files what is known of each file was read from, and what was asked of all files on its behalf. */
export class Dependencies {
  readonly #reads = new Map<string, Set<string>>();
  readonly #questions = new Map<string, Set<string>>();

  /** Says that something about `file` was read from another. */
  read(file: string, from: string): void {
    if (file !== from) add(this.#reads, file, from);
  }

  /** Says that something about `file` hangs on what any file may answer: which classes extend one, for example. */
  ask(file: string, question: string): void {
    add(this.#questions, file, question);
  }

  /** Takes back what was said of a file, since it will be read again. */
  forget(file: string): void {
    this.#reads.delete(file);
    this.#questions.delete(file);
  }

  /** The files for which one of these was asked. */
  asking(questions: ReadonlySet<string>): readonly string[] {
    return [...this.#questions].flatMap(([file, asked]) => ([...asked].some(question => questions.has(question)) ? [file] : []));
  }

  /** These files, and all that hang on them. */
  dependentsOf(files: Iterable<string>): ReadonlySet<string> {
    const readers = new Map<string, string[]>();
    for (const [reader, read] of this.#reads) for (const file of read) {
      const known = readers.get(file);
      if (known) known.push(reader);
      else readers.set(file, [reader]);
    }
    return closure(files, file => readers.get(file) ?? []);
  }

  /** These files, and all that they hang on. */
  readBy(files: Iterable<string>): ReadonlySet<string> {
    return closure(files, file => this.#reads.get(file) ?? []);
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

function closure(start: Iterable<string>, next: (file: string) => Iterable<string>): ReadonlySet<string> {
  // A set is walked to its end, with what is added meanwhile.
  const found = new Set(start);
  for (const file of found) for (const further of next(file)) found.add(further);
  return found;
}
