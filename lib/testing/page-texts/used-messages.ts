import {
  argumentsOf,
  bare,
  childrenOf,
  nameOf,
  nodeOf,
  syntaxOf,
  textOf,
  type SyntaxNode,
} from './syntax.ts';

/** How a source uses messages. */
export interface UsedMessages {
  /** Full keys, such as `scan.title`. */
  readonly keys: Set<string>;
  /** Beginnings of keys made from a template, such as `frame.themes.`. */
  readonly prefixes: Set<string>;
  /** Namespaces asked with a key that the source does not spell out. */
  readonly open: Set<string>;
}

const SOURCES = new Set(['useTranslations', 'getTranslations', 'getWords']);
const METHODS = new Set(['rich', 'markup', 'has']);

type Bound = ReadonlyMap<string, string>;

/** Returns the message keys that a source asks for through next-intl or, outside a page, `getWords`. */
export function usedMessages(source: string): UsedMessages {
  const used: UsedMessages = { keys: new Set(), prefixes: new Set(), open: new Set() };
  read(syntaxOf(source), new Map(), used);
  return used;
}

/** What a function binds is not seen outside it, so that one name may stand for several namespaces in a file. */
function read(node: object, outer: Bound, used: UsedMessages): void {
  const bound = new Map(outer);
  const walk = (inner: object): void => {
    const found = nodeOf(inner);
    if (found?.type === 'VariableDeclarator') bind(found, bound);
    if (found?.type === 'CallExpression') note(found, bound, used);
    for (const child of childrenOf(inner)) {
      if (isFunction(child)) read(child, bound, used);
      else walk(child);
    }
  };
  walk(node);
}

function isFunction(value: object): boolean {
  const type = nodeOf(value)?.type;
  return (
    type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration'
  );
}

function bind(declarator: SyntaxNode, bound: Map<string, string>): void {
  const pattern = nodeOf(declarator['id']);
  const value = bare(declarator['init']);
  if (value?.type !== 'CallExpression') return;
  if (pattern?.type === 'Identifier') bindOne(pattern, value, bound);
  if (pattern?.type === 'ArrayPattern') bindAll(pattern, value, bound);
}

/** Binds the names of `const [t, …] = await Promise.all([getTranslations(…), …])`. */
function bindAll(pattern: SyntaxNode, call: SyntaxNode, bound: Map<string, string>): void {
  const targets = pattern['elements'];
  const sources = argumentsOf(call)[0]?.['elements'];
  if (!Array.isArray(targets) || !Array.isArray(sources)) return;
  for (const [index, target] of targets.entries()) {
    const item = sources[index] as { expression?: unknown } | undefined;
    const source = bare(item?.expression);
    if (source !== null) bindOne(target, source, bound);
  }
}

function bindOne(target: unknown, call: SyntaxNode, bound: Map<string, string>): void {
  const name = nameOf(target);
  const namespace = namespaceNamed(call);
  if (name !== null && namespace !== undefined) bound.set(name, namespace);
}

/** Returns the namespace a call asks for, the empty one for all of them; undefined for another call. */
function namespaceNamed(call: SyntaxNode): string | undefined {
  if (call.type !== 'CallExpression' || !SOURCES.has(nameOf(call['callee']) ?? '')) return undefined;
  return textOf(argumentsOf(call)[0]) ?? '';
}

function note(call: SyntaxNode, bound: Bound, used: UsedMessages): void {
  const namespace = namespaceOf(nodeOf(call['callee']), bound);
  if (namespace === undefined) return;
  noteKey(argumentsOf(call)[0] ?? null, namespace === '' ? '' : `${namespace}.`, used);
}

function namespaceOf(callee: SyntaxNode | null, bound: Bound): string | undefined {
  if (callee === null) return undefined;
  // getWords('severity', locale)(severity)
  if (callee.type === 'CallExpression') return namespaceNamed(callee);
  if (callee.type !== 'MemberExpression') return bound.get(nameOf(callee) ?? '');
  return METHODS.has(nameOf(callee['property']) ?? '')
    ? bound.get(nameOf(callee['object']) ?? '')
    : undefined;
}

function noteKey(key: SyntaxNode | null, prefix: string, used: UsedMessages): void {
  const literal = textOf(key);
  if (literal !== null) {
    used.keys.add(prefix + literal);
  } else if (key?.type === 'ConditionalExpression') {
    noteKey(bare(key['consequent']), prefix, used);
    noteKey(bare(key['alternate']), prefix, used);
  } else if (key?.type === 'TemplateLiteral') {
    const [first] = key['quasis'] as { raw: string }[];
    used.prefixes.add(prefix + (first?.raw ?? ''));
  } else {
    used.open.add(prefix.slice(0, -1));
  }
}
