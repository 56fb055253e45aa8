import type { RawObject } from '../raw-object.ts';
import { readText } from '../raw-object.ts';

type Test = (object: RawObject) => boolean;

/** Returns whether an object passes the selectors of a request; an unreadable selector is an Error. */
export function selectorOf(query: URLSearchParams): Test {
  const labels = splitTerms(query.get('labelSelector') ?? '').map(labelTest);
  const fields = splitTerms(query.get('fieldSelector') ?? '').map(fieldTest);
  const tests = [...labels, ...fields];
  return (object) => tests.every((test) => test(object));
}

/** Splits at commas that stand outside parentheses. */
function splitTerms(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

function labelTest(term: string): Test {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(term);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (object) => values.includes(labelOf(object, key) ?? '\0') === (operator === 'in');
  }
  const equal = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(term);
  if (equal !== null) {
    const [, key = '', operator, value = ''] = equal;
    return (object) => (labelOf(object, key) === value) === (operator !== '!=');
  }
  if (term.startsWith('!')) return (object) => labelOf(object, term.slice(1)) === undefined;
  if (/^[\w./-]+$/.test(term)) return (object) => labelOf(object, term) !== undefined;
  throw new Error(`unable to parse requirement: ${term}`);
}

function labelOf(object: RawObject, key: string): string | undefined {
  return object.metadata.labels?.[key];
}

function fieldTest(term: string): Test {
  const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(term);
  if (match === null) throw new Error(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = '', operator, value = ''] = match;
  const path = field.split('.');
  return (object) => (readText(object, ...path) === value) === (operator !== '!=');
}
