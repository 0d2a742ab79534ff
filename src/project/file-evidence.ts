/** What one code file says besides calls. */
import type { Directive } from '../analysis/directive.ts';
import { findCodeEvidence, type TokenFlow } from '../declarations/code-evidence.ts';
import { findCodeScopes, vocabularyReferences, type SourceFile } from '../declarations/code-scopes.ts';
import type { Declaration, Feature } from '../declarations/declaration.ts';
import type { KnownScopes } from '../declarations/known-scopes.ts';
import type { Analyser } from './analyser.ts';
import { toDirectives, WORD } from './directives.ts';
import type { ProjectFiles } from './files.ts';

/** The evidence of a file; all but the declarations depends on its text and path alone. */
export interface FileEvidence {
  /** Of the file's content. */
  readonly hash: string;
  /** Names that are read where scopes are declared. */
  readonly references: readonly string[];
  readonly features: readonly Feature[];
  readonly flows: readonly TokenFlow[];
  readonly directives: readonly Directive[];
  /** With the vocabulary that they were found by. */
  readonly declarations: { readonly vocabulary: string; readonly found: readonly Declaration[] };
}

/** Reads the evidence of code files, each content once. */
export class EvidenceReader {
  readonly #files: ProjectFiles;
  readonly #known: KnownScopes;
  readonly #project: string;
  #evidence: ReadonlyMap<string, FileEvidence>;
  readonly #sources = new Map<string, { readonly hash: string; readonly source: SourceFile | undefined }>();

  constructor(files: ProjectFiles, known: KnownScopes, project: string, evidence: ReadonlyMap<string, FileEvidence>) {
    this.#files = files;
    this.#known = known;
    this.#project = project;
    this.#evidence = evidence;
  }

  /** The evidence of these files, by path. The analyser is asked for where something is new. */
  read(codeFiles: readonly string[], analyser: () => Analyser): ReadonlyMap<string, FileEvidence> {
    const evidence = codeFiles.map(file => [file, this.#ofText(file, analyser)] as const);
    const vocabulary = [...new Set(evidence.flatMap(([, { references }]) => references))].sort();
    this.#evidence = new Map(evidence.map(([file, own]) => [file, this.#withDeclarations(file, own, vocabulary, analyser)]));
    for (const file of this.#sources.keys()) if (!this.#evidence.has(file)) this.#sources.delete(file);
    return this.#evidence;
  }

  #ofText(file: string, analyser: () => Analyser): FileEvidence {
    const hash = this.#files.hash(file) ?? '';
    const known = this.#evidence.get(file);
    if (known?.hash === hash) return known;
    const source = this.#source(file, hash, analyser);
    const { features, flows } = source ? findCodeEvidence(source) : { features: [], flows: [] };
    return { hash, references: source ? vocabularyReferences(source) : [], features, flows: [...flows], directives: this.#directives(file, analyser), declarations: NONE };
  }

  #withDeclarations(file: string, evidence: FileEvidence, vocabulary: readonly string[], analyser: () => Analyser): FileEvidence {
    const key = vocabulary.join(' ');
    if (evidence.declarations.vocabulary === key) return evidence;
    const source = this.#source(file, evidence.hash, analyser);
    return { ...evidence, declarations: { vocabulary: key, found: source ? findCodeScopes(source, this.#known, new Set(vocabulary)) : [] } };
  }

  #source(file: string, hash: string, analyser: () => Analyser): SourceFile | undefined {
    const known = this.#sources.get(file);
    if (known?.hash === hash) return known.source;
    const source = this.#parse(file, analyser);
    this.#sources.set(file, { hash, source });
    return source;
  }

  #parse(file: string, analyser: () => Analyser): SourceFile | undefined {
    const text = this.#files.readCode(file);
    // Parsing is what costs: a text with none of these words has nothing to say here.
    if (text === undefined || !/zoom|scope|account_credentials/i.test(text)) return undefined;
    const strings = analyser().stringsOf(file, text);
    return strings && { file, text, strings, project: this.#project };
  }

  #directives(file: string, analyser: () => Analyser): readonly Directive[] {
    const text = this.#files.readCode(file);
    return text?.includes(WORD) ? toDirectives(analyser().commentsOf(file, text, WORD), text, file, true) : [];
  }
}

const NONE: FileEvidence['declarations'] = { vocabulary: '\0', found: [] };
