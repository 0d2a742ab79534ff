/** What Zoom's API is: operations, scopes, and which scopes authorise which operation. */

/** The HTTP methods that operations of the catalogue have. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Classic (`meeting:write:admin`) or granular (`meeting:write:meeting:admin`); the catalogue decides, not the shape. */
export type Generation = 'classic' | 'granular';

/** Whose data a scope opens: the authorising user's, the account's, the sub accounts' of a primary account. */
export type Level = 'user' | 'admin' | 'master';

/** Whether an operation is called on the own account or, with `/accounts/{accountId}` in front, on a sub account. */
export type Variant = 'own' | 'subAccount';

/** Scope names by generation, sorted; a token needs any one of them all. */
export interface ScopeLists {
  readonly classic: readonly string[];
  readonly granular: readonly string[];
}

/** One operation of the API: a method on a path template relative to the API base, `/users/{userId}`. */
export interface Operation {
  /** `GET /users/{userId}`; unique. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /** Zoom's product whose reference has it; operation ids are unique within one. */
  readonly product: string;
  readonly operationId: string;
  /** What authorises it on the own account; both lists are empty where the catalogue does not know. */
  readonly own: ScopeLists;
  /** What authorises it on a sub account. */
  readonly subAccount: ScopeLists;
}

/** One scope as the catalogue knows it. */
export interface Scope {
  readonly name: string;
  readonly generation: Generation;
  readonly level: Level;
  /** What it does, made from its parts by our code: `read`, `write`, `update`, `delete`, …; null where the name says nothing. */
  readonly action: string | null;
  /** The section of Zoom's scope page or the product it belongs to. */
  readonly section: string | null;
  /** Apps of every type can hold it: its name has no level, and it is seen in apps that hold admin scopes (`imchat:bot`). */
  readonly anyLevel: boolean;
}

/** An operation and how it is called. */
export interface OperationUse {
  readonly operation: Operation;
  readonly variant: Variant;
}

/** What a method and path are in the catalogue. */
export type OperationMatch =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly variant: Variant }
  /**
   * A hole stands where only literal segments can: any of these. Also where a path of the own account and of a sub
   * account look the same (`/accounts/{x}/settings`): then the candidates are one operation in both variants.
   */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly OperationUse[] }
  /** `nearest`: operations with similar method and path, best first, for messages. */
  | { readonly kind: 'not-in-catalogue'; readonly nearest: readonly Operation[] };
