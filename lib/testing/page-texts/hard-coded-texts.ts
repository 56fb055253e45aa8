import { childrenOf, nameOf, nodeOf, syntaxOf, textOf } from './syntax.ts';

/** Attributes whose value a person reads or hears. */
const READ_ATTRIBUTES = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title']);

const LETTER = /\p{L}/u;

/** Returns the words that a component spells out instead of asking the messages for them. */
export function hardCodedTexts(source: string): string[] {
  const found: string[] = [];
  const walk = (value: object): void => {
    const node = nodeOf(value);
    if (node?.type === 'JSXText' && typeof node['value'] === 'string') note(found, node['value']);
    if (node?.type === 'JSXExpressionContainer') note(found, textOf(node['expression']));
    if (node?.type === 'JSXAttribute') {
      const name = nameOf(node['name']);
      // Class names and the like are no words, in braces or not.
      if (name === null || !READ_ATTRIBUTES.has(name)) return walkDeep(node['value'], walk);
      note(found, textOf(node['value']));
    }
    for (const child of childrenOf(value)) walk(child);
  };
  walk(syntaxOf(source));
  return found;
}

/** Reads on below an attribute's own string, where components may stand as values. */
function walkDeep(value: unknown, walk: (node: object) => void): void {
  const node = nodeOf(value);
  if (node?.type !== 'JSXExpressionContainer') return;
  const expression = nodeOf(node['expression']);
  if (expression !== null && expression.type !== 'StringLiteral') walk(expression);
}

function note(found: string[], text: string | null): void {
  if (text !== null && LETTER.test(text)) found.push(text.trim());
}
