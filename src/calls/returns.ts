/** What a function body returns, over its conditions. */
import { mayReturn } from './file-index.ts';
import type { Interpreter } from './interpreter.ts';
import { ts } from './ts.ts';
import { choose, nothing, outOfBounds, union, type Value } from './value.ts';

/** What statements return: `value` where they do, and whether they may go on to what follows. */
interface Returned {
  readonly value: Value | undefined;
  readonly goesOn: boolean;
}

const goesOn: Returned = { value: undefined, goesOn: true };
const never: Returned = { value: undefined, goesOn: false };

/** What a function with these statements gives back. */
export function returnedFrom(interpreter: Interpreter, statements: readonly ts.Statement[]): Value {
  const result = listed(interpreter, statements, 0);
  return result.value ?? nothing;
}

function listed(interpreter: Interpreter, statements: readonly ts.Statement[], from: number): Returned {
  for (let at = from; at < statements.length; at++) {
    const statement = statements[at];
    if (!statement || !mayReturn(statement)) continue;
    // A branch that returns decides together with its condition; what follows is the other branch.
    if (ts.isIfStatement(statement)) return branched(interpreter, statement, () => listed(interpreter, statements, at + 1));
    const result = single(interpreter, statement);
    if (!result.goesOn) return result;
    if (result.value) return merge(result, listed(interpreter, statements, at + 1));
  }
  return goesOn;
}

function single(interpreter: Interpreter, statement: ts.Statement): Returned {
  if (ts.isReturnStatement(statement)) return { value: statement.expression ? interpreter.evaluate(statement.expression) : nothing, goesOn: false };
  if (ts.isThrowStatement(statement)) return never;
  if (ts.isBlock(statement)) return listed(interpreter, statement.statements, 0);
  if (ts.isIfStatement(statement)) return branched(interpreter, statement, () => goesOn);
  if (ts.isSwitchStatement(statement)) return switched(interpreter, statement);
  if (ts.isTryStatement(statement)) {
    const tried = single(interpreter, statement.tryBlock);
    const caught = statement.catchClause ? single(interpreter, statement.catchClause.block) : never;
    return merge({ ...tried, goesOn: true }, { ...caught, goesOn: tried.goesOn || caught.goesOn });
  }
  if (ts.isIterationStatement(statement, false)) return { value: single(interpreter, statement.statement).value, goesOn: true };
  if (ts.isLabeledStatement(statement)) return single(interpreter, statement.statement);
  return goesOn;
}

function branched(interpreter: Interpreter, statement: ts.IfStatement, following: () => Returned): Returned {
  const then = single(interpreter, statement.thenStatement);
  const otherwise = statement.elseStatement ? single(interpreter, statement.elseStatement) : goesOn;
  const rest = then.goesOn || otherwise.goesOn ? following() : never;
  const yes = then.goesOn ? merge(then, rest) : then;
  const no = otherwise.goesOn ? merge(otherwise, rest) : otherwise;
  const value = yes.value && no.value
    ? choose(interpreter.conditionKey(statement.expression), interpreter.test(statement.expression), yes.value, no.value)
    : yes.value ?? no.value;
  return { value, goesOn: yes.goesOn || no.goesOn };
}

function switched(interpreter: Interpreter, statement: ts.SwitchStatement): Returned {
  const { clauses } = statement.caseBlock;
  // Without a match the default is taken, wherever it stands.
  const fallback = clauses.findIndex(clause => ts.isDefaultClause(clause));
  let result = fallback < 0 ? goesOn : fromClause(interpreter, clauses, fallback);
  for (const [index, clause] of [...clauses.entries()].reverse()) {
    if (!ts.isCaseClause(clause)) continue;
    const taken = fromClause(interpreter, clauses, index);
    const test = interpreter.call({ kind: 'external', name: '===', global: true }, [interpreter.evaluate(statement.expression), interpreter.evaluate(clause.expression)]);
    const value = taken.value && result.value ? choose(`${interpreter.conditionKey(statement.expression)} ${clause.expression.getText()}`, test, taken.value, result.value) : taken.value ?? result.value;
    result = { value, goesOn: taken.goesOn || result.goesOn };
  }
  return result;
}

/** A clause and those it falls through to. */
function fromClause(interpreter: Interpreter, clauses: readonly ts.CaseOrDefaultClause[], from: number): Returned {
  const statements: ts.Statement[] = [];
  for (let at = from; at < clauses.length; at++) {
    if (!interpreter.budget.step()) return { value: outOfBounds('value'), goesOn: false };
    for (const statement of clauses[at]?.statements.flatMap(one => (ts.isBlock(one) ? [...one.statements] : [one])) ?? []) {
      if (ts.isBreakStatement(statement)) return listed(interpreter, statements, 0);
      statements.push(statement);
      if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return listed(interpreter, statements, 0);
    }
  }
  return listed(interpreter, statements, 0);
}

function merge(first: Returned, then: Returned): Returned {
  return { value: first.value && then.value ? union([first.value, then.value]) : first.value ?? then.value, goesOn: then.goesOn };
}
