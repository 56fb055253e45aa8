import { parseSync } from '@swc/core';

/** A node of a syntax tree, as far as these readers need to know it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Returns the syntax tree of a TypeScript source with JSX. */
export function syntaxOf(source: string): SyntaxNode {
  return parseSync(source, { syntax: 'typescript', tsx: true, target: 'es2022' }) as unknown as SyntaxNode;
}

/** Returns the value as a node, or null where it is none. */
export function nodeOf(value: unknown): SyntaxNode | null {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
    ? (value as SyntaxNode)
    : null;
}

/** Returns the nodes directly below, in the order of the source. */
export function childrenOf(node: object): object[] {
  return Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(
      (child): child is object => typeof child === 'object' && child !== null,
    ),
  );
}

/** Returns the text of a string literal, or null for anything else. */
export function textOf(value: unknown): string | null {
  const node = nodeOf(value);
  return node?.type === 'StringLiteral' && typeof node['value'] === 'string' ? node['value'] : null;
}

/** Returns the name of an identifier, or null for anything else. */
export function nameOf(value: unknown): string | null {
  const node = nodeOf(value);
  return node?.type === 'Identifier' && typeof node['value'] === 'string' ? node['value'] : null;
}

/** Returns the expression without its await, casts and parentheses. */
export function bare(value: unknown): SyntaxNode | null {
  const node = nodeOf(value);
  if (node === null) return null;
  switch (node.type) {
    case 'AwaitExpression':
      return bare(node['argument']);
    case 'ParenthesisExpression':
    case 'TsAsExpression':
      return bare(node['expression']);
    default:
      return node;
  }
}

/** Returns the expressions handed to a call. */
export function argumentsOf(call: SyntaxNode): (SyntaxNode | null)[] {
  const list = call['arguments'];
  return Array.isArray(list) ? list.map((item: { expression?: unknown }) => bare(item.expression)) : [];
}
