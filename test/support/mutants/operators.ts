// What a mutant of a rule is: one small change to its syntax tree that a test should notice. Types and empty fallbacks
// (`?? ''`, which only satisfy the compiler) are left alone, and so are words of the tables at the top of a file.

import ts from 'typescript';

/** What takes the place of a node; `remove` leaves a statement out. */
type Change = { node: ts.Node; to: string; operator: string };

const SWAPS = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
  [ts.SyntaxKind.PercentToken, '*'],
  [ts.SyntaxKind.PlusEqualsToken, '-='],
  [ts.SyntaxKind.MinusEqualsToken, '+='],
]);
/** The opposite of a comparison, where the swap above only moves its edge. */
const OPPOSITES = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, '>='],
  [ts.SyntaxKind.LessThanEqualsToken, '>'],
  [ts.SyntaxKind.GreaterThanToken, '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '<'],
]);
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
  ['find', 'findLast'],
  ['findLast', 'find'],
  ['findIndex', 'findLastIndex'],
  ['flat', 'slice'],
]);
/** Calls that give their own object back when they are taken out. */
const TAKEN_OUT = new Set([
  'filter',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'slice',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'normalize',
  'replace',
  'replaceAll',
  'padStart',
  'concat',
]);

const ASKED = new Set(['includes', 'has', 'test', 'startsWith', 'endsWith']);

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const inFunction = (node: ts.Node): boolean => ts.findAncestor(node, ts.isFunctionLike) !== undefined;
const comparisons = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.InKeyword,
]);
const isCompared = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) && comparisons.has(parent.operatorToken.kind);

function* ofBinary(node: ts.BinaryExpression): Generator<Change> {
  const { left, right, operatorToken } = node;
  const joined = operatorToken.kind === ts.SyntaxKind.PlusToken && (isText(left) || isText(right));
  const to = SWAPS.get(operatorToken.kind);
  if (to !== undefined && !joined)
    yield {
      node,
      to: `${left.getText()} ${to} ${right.getText()}`,
      operator: `${operatorToken.getText()} to ${to}`,
    };
  const opposite = OPPOSITES.get(operatorToken.kind);
  if (opposite !== undefined)
    yield {
      node,
      to: `${left.getText()} ${opposite} ${right.getText()}`,
      operator: `${operatorToken.getText()} to ${opposite}`,
    };
}

function* ofCall(node: ts.CallExpression): Generator<Change> {
  if (!ts.isPropertyAccessExpression(node.expression)) return;
  const { expression: object, name } = node.expression;
  const to = METHODS.get(name.text);
  const given = node.arguments.map((argument) => argument.getText()).join(', ');
  const dot = node.expression.questionDotToken === undefined ? '.' : '?.';
  if (to !== undefined)
    yield { node, to: `${object.getText()}${dot}${to}(${given})`, operator: `${name.text} to ${to}` };
  if (ASKED.has(name.text)) yield { node, to: `!${node.getText()}`, operator: 'negated' };
  if (TAKEN_OUT.has(name.text)) yield { node, to: object.getText(), operator: `${name.text} taken out` };
}

function* ofLiteral(node: ts.Node): Generator<Change> {
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    yield { node, to: String(value + 1), operator: 'one more' };
    if (value > 0) yield { node, to: String(value - 1), operator: 'one less' };
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) yield { node, to: 'false', operator: 'true to false' };
  if (node.kind === ts.SyntaxKind.FalseKeyword) yield { node, to: 'true', operator: 'false to true' };
  if (isText(node) && inFunction(node) && !isCompared(node) && node.getText().length > 2)
    yield { node, to: "''", operator: 'text to nothing' };
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && inFunction(node))
    yield { node, to: '[]', operator: 'list to nothing' };
  if (ts.isRegularExpressionLiteral(node)) {
    const [, source = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
    if (source.startsWith('^')) yield { node, to: `/${source.slice(1)}/${flags}`, operator: 'without ^' };
    if (source.endsWith('$')) yield { node, to: `/${source.slice(0, -1)}/${flags}`, operator: 'without $' };
  }
}

function* ofCondition(node: ts.Node): Generator<Change> {
  const condition = ts.isConditionalExpression(node)
    ? node.condition
    : ts.isIfStatement(node) || ts.isWhileStatement(node)
      ? node.expression
      : undefined;
  if (condition === undefined) return;
  if (!ts.isWhileStatement(node)) yield { node: condition, to: 'true', operator: 'always' };
  yield { node: condition, to: 'false', operator: 'never' };
}

function* changesOf(node: ts.Node): Generator<Change> {
  if (ts.isBinaryExpression(node)) yield* ofBinary(node);
  else if (ts.isCallExpression(node)) yield* ofCall(node);
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    yield { node, to: node.operand.getText(), operator: 'without !' };
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    yield { node, to: node.operand.getText(), operator: 'without -' };
  else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression))
    yield { node, to: '', operator: 'statement taken out' };
  else yield* ofLiteral(node);
  yield* ofCondition(node);
}

/** A property name, an import, an enum: no expression that could be chosen at run time. */
const isFixed = (node: ts.Node): boolean => {
  const { parent } = node;
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isBindingElement(parent)) return parent.name === node || parent.propertyName === node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node;
};
/** The middle of `a?.b.c()`, which cannot be taken out of its chain. */
const isInChain = (node: ts.Node): boolean =>
  ts.isOptionalChain(node) &&
  (ts.isPropertyAccessExpression(node.parent) ||
    ts.isElementAccessExpression(node.parent) ||
    ts.isCallExpression(node.parent)) &&
  node.parent.expression === node;

export type Mutant = {
  /** Place in the file that counts the mutants, from 0. */
  index: number;
  line: number;
  operator: string;
  /** The source that it changes, and what stands there instead. */
  from: string;
  to: string;
};

/** The mutants of a file, and its source with all of them in it, `MUTANT(first + index)` choosing. */
export function mutate(text: string, first: number): { mutants: Mutant[]; code: string } {
  const file = ts.createSourceFile('rule.ts', text, ts.ScriptTarget.ESNext, true);
  const mutants: Mutant[] = [];
  const chosen = new Map<ts.Node, { index: number; to: string }[]>();
  const visit = (node: ts.Node): void => {
    if (node !== file && isFixed(node)) return;
    if (node !== file && !isInChain(node)) {
      for (const change of changesOf(node)) {
        if (isInChain(change.node)) continue;
        const index = mutants.length;
        mutants.push({
          index,
          line: file.getLineAndCharacterOfPosition(change.node.getStart()).line + 1,
          operator: change.operator,
          from: change.node.getText(),
          to: change.to,
        });
        chosen.set(change.node, [...(chosen.get(change.node) ?? []), { index, to: change.to }]);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  const written = (node: ts.Node): string => {
    let [code, at] = ['', node.getStart()];
    ts.forEachChild(node, (child) => {
      if (child.getStart() >= at && child.getEnd() > child.getStart()) {
        code += text.slice(at, child.getStart()) + written(child);
        at = child.getEnd();
      }
    });
    code += text.slice(at, node.getEnd());
    const choices = chosen.get(node);
    if (choices === undefined) return code;
    const switches = choices.map(({ index }) => `MUTANT(${first + index})`);
    if (ts.isExpressionStatement(node)) return `{ if (!${switches.join(' && !')}) { ${code} } }`;
    return `(${choices.map(({ to }, place) => `${switches[place] ?? ''} ? (${to}) : `).join('')}(${code}))`;
  };
  return { mutants, code: written(file) };
}
