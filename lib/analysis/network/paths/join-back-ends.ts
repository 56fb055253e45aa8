import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { Leg } from './leg-to.ts';

const MOST_NAMED = 5;

/** Returns one answer for several back ends: allowed or denied where all of them are, else unknown and which. */
export function joinBackEnds(legs: readonly Leg[]): NetworkAnswer {
  const [first] = legs;
  if (first === undefined) throw new RangeError('no back end to answer for');
  const verdicts = new Set(legs.map(({ answer }) => answer.verdict));
  if (verdicts.size === 1) {
    const reasons = new Map(legs.flatMap(({ answer }) => answer.reasons.map((one) => [one.en, one])));
    return { ...first.answer, reasons: [...reasons.values()] };
  }
  const decisive = legs.find(({ answer }) => answer.verdict !== 'allowed') ?? first;
  const doubts = decisive.answer.verdict === 'unknown' ? decisive.answer.reasons : [];
  return { ...decisive.answer, verdict: 'unknown', reasons: [differ(legs), ...doubts] };
}

function differ(legs: readonly Leg[]): Text {
  const named = (verdict: string): string => {
    const names = legs.filter(({ answer }) => answer.verdict === verdict).map(({ backEnd }) => backEnd.name);
    const rest = names.length - MOST_NAMED;
    return names.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` (+${rest})` : '');
  };
  const [yes, no, open] = [named('allowed'), named('denied'), named('unknown')];
  const en = [`allowed to ${yes}`, `denied to ${no}`, `not known for ${open}`];
  const zh = [`允许访问 ${yes}`, `拒绝访问 ${no}`, `${open} 无法判断`];
  const kept = (list: readonly string[]) => list.filter((_, at) => [yes, no, open][at] !== '');
  return text(`Its back ends differ: ${kept(en).join('; ')}.`, `各后端结果不同：${kept(zh).join('；')}。`);
}
