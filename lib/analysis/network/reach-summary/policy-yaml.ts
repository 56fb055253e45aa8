import type { NetworkPolicy } from '#lib/model/network.ts';

type Value = string | number | readonly Value[] | { readonly [key: string]: Value | undefined };

/** Returns policies as the YAML that `kubectl apply` takes. */
export function policyYaml(policies: readonly NetworkPolicy[]): string {
  return policies
    .map((policy) => lines(JSON.parse(JSON.stringify(policy)) as Value).join('\n'))
    .join('\n---\n');
}

function lines(value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Value) => bulleted(lines(item)));
  if (typeof value !== 'object') return [scalar(value)];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const name = scalar(key);
    if (typeof inner !== 'object') return [`${name}: ${scalar(inner)}`];
    if (Object.keys(inner).length === 0) return [`${name}: ${Array.isArray(inner) ? '[]' : '{}'}`];
    return [`${name}:`, ...lines(inner).map((line) => `  ${line}`)];
  });
}

function bulleted([first = '', ...others]: readonly string[]): string[] {
  return [`- ${first}`, ...others.map((line) => `  ${line}`)];
}

/** Words that can be nothing but a word stand as they are; the others are quoted. */
function scalar(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const isPlain = /^[a-zA-Z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
