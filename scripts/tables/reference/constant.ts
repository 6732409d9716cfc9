import ts from "typescript";
import { readSource } from "./declarations.ts";

/**
 * Reads a number that a source gives a name: a constant, a member, the default of an option. It may be a product, such as
 * `4 * 1024 * 1024`.
 */
export function constant(path: string, name: string): number {
  const values = new Set<number>();
  const look = (node: ts.Node): void => {
    const value = nameOf(node) === name ? numberIn(valueIn(node)) : undefined;
    // 0 is no limit, but the lack of one.
    if (value !== undefined && value !== 0) values.add(value);
    ts.forEachChild(node, look);
  };
  look(readSource(path));
  const [value] = values;
  if (value === undefined || values.size > 1) throw new Error(`${path} does not give ${name} one value.`);
  return value;
}

function nameOf(node: ts.Node): string | undefined {
  // `options.lifetime ?? 3_600_000`
  if (ts.isBinaryExpression(node)) return ts.isPropertyAccessExpression(node.left) ? node.left.name.text : undefined;
  return isNamed(node) ? node.name.getText() : undefined;
}

function valueIn(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    return node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ? node.right : undefined;
  }
  return isNamed(node) ? node.initializer : undefined;
}

type Named = ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration | ts.PropertyAssignment;

function isNamed(node: ts.Node): node is Named {
  const kinds = [ts.isVariableDeclaration, ts.isBindingElement, ts.isParameter, ts.isPropertyAssignment];
  return kinds.some((isKind) => isKind(node));
}

function numberIn(node: ts.Node | undefined): number | undefined {
  if (node === undefined) return undefined;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
  const [left, right] = [numberIn(node.left), numberIn(node.right)];
  return left === undefined || right === undefined ? undefined : left * right;
}
