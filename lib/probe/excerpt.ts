import type { ProbeAnswer } from '#lib/model/probe.ts';
import type { Exchange } from './exchange.ts';

const EXCERPT_LIMIT = 200;

/** Returns an exchange as evidence. Lists are told by kind and length only: their items may hold secrets. */
export function answerOf(exchange: Exchange): ProbeAnswer {
  const { question, scheme, status, error } = exchange;
  return {
    method: question.method,
    scheme,
    path: question.path,
    status,
    excerpt: excerptOf(exchange),
    error,
  };
}

function excerptOf({ status, body }: Exchange): string | null {
  if (status === null || body === '') return null;
  const kind = /"kind"\s*:\s*"(\w+)"/.exec(body.slice(0, EXCERPT_LIMIT))?.[1];
  if (kind !== undefined && kind.endsWith('List')) return listExcerpt(kind, body);
  if (body.includes('"kvs"')) return keyRangeExcerpt(body);
  const line = kind === 'Status' ? body.replaceAll(/\s+/g, ' ') : (body.split('\n', 1)[0] ?? '');
  return status === 200 && !isPlainAnswer(line) ? null : line.slice(0, EXCERPT_LIMIT);
}

function listExcerpt(kind: string, body: string): string {
  try {
    const { items } = JSON.parse(body) as { items?: unknown[] | null };
    return `${kind}, ${items?.length ?? 0} items`;
  } catch {
    // Cut at the body limit: its length is not known.
    return kind;
  }
}

function keyRangeExcerpt(body: string): string {
  const count = /"count"\s*:\s*"?(\d+)/.exec(body)?.[1];
  return count === undefined ? 'keys' : `${count} keys`;
}

/** A version document, a health word or a first line of metrics: nothing that could hold a secret. */
function isPlainAnswer(line: string): boolean {
  return line.startsWith('{') || line.startsWith('#') || line.startsWith('ok') || line.length <= 80;
}
