import type { AnyControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { fillText, LOCALES } from '#lib/model/text.ts';

const PARAMETER = /\{(\w+)\}/g;

/** Verbs by which a command would change a cluster. */
const WRITING =
  /\b(kubectl|oc)\s+(apply|create|delete|edit|patch|replace|run|exec|label|annotate|scale|drain|cordon)\b/;

/** Returns what is wrong with a control's messages: languages that differ, parameters that stay unfilled, poor evidence. */
export function messageProblems(control: AnyControl, violations: readonly Violation[]): string[] {
  const differing = Object.entries(control.messages)
    .filter(([, { en, 'zh-CN': zh }]) => parametersOf(en).join() !== parametersOf(zh).join())
    .map(([id]) => `${id}: the languages take different parameters`);
  return [...differing, ...violations.flatMap((violation) => problemsOf(control, violation))];
}

function problemsOf(control: AnyControl, { messageId, params, evidence }: Violation): string[] {
  const message = control.messages[messageId];
  if (message === undefined) return [`${messageId}: no such message`];
  const unfilled = LOCALES.map((locale) => fillText(message[locale], params)).filter(
    (filled) => parametersOf(filled).length > 0,
  );
  const empty = evidence.filter((each) => Object.values(each).includes(''));
  const writing = evidence.filter((each) => WRITING.test(each.command));
  return [
    ...unfilled.map((filled) => `${messageId}: unfilled in "${filled}"`),
    ...(evidence.length === 0 ? [`${messageId}: no evidence`] : []),
    ...empty.map((each) => `${messageId}: empty evidence at "${each.path}"`),
    ...writing.map((each) => `${messageId}: a command that writes: ${each.command}`),
  ];
}

function parametersOf(template: string): string[] {
  return [...new Set([...template.matchAll(PARAMETER)].map(([, name]) => name ?? ''))].toSorted();
}
