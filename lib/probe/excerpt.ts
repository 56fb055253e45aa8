import type { ProbeAnswer } from '#lib/model/probe.ts';
import { HEALTH_PATHS } from './anonymous.ts';
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

function excerptOf({ question, status, body }: Exchange): string | null {
  if (status === null || body === '') return null;
  const kind = /"kind"\s*:\s*"(\w+)"/.exec(body.slice(0, EXCERPT_LIMIT))?.[1];
  if (kind !== undefined && kind.endsWith('List')) return listExcerpt(kind, body);
  if (question.path.endsWith('/kv/range') && status === 200) return keyRangeExcerpt(body);
  const line = kind === 'Status' ? body.replaceAll(/\s+/g, ' ') : (body.split('\n', 1)[0] ?? '');
  const isPlain = status !== 200 || isPlainAnswer(line, HEALTH_PATHS.has(question.path));
  return isPlain ? line.slice(0, EXCERPT_LIMIT) : null;
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

/**
 * A version document, a health word or a first line of metrics: nothing that could hold a secret. Any other
 * document may: etcd 2 lists its keys together with their values.
 */
function isPlainAnswer(line: string, isHealth: boolean): boolean {
  if (/^\s*[{[]/.test(line)) return isHealth;
  return line.startsWith('#') || line.startsWith('ok') || line.length <= 80;
}
