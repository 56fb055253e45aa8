import type { DoorChange } from '#lib/analysis/network/flows/door-changes.ts';
import type { ServiceChange } from '#lib/analysis/network/flows/service-changes.ts';
import type { WorkloadName } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import type { Locale } from '#lib/model/text.ts';

/** What stands before a line of each kind: what goes, what comes, and what cannot be told any more or yet. */
const SIGNS: Readonly<Record<DoorChange['change'], string>> = {
  opened: '+',
  'perhaps-opened': '?',
  cut: '-',
  'perhaps-cut': '?',
  'other-sources': '~',
};

/** Returns whether it is known what becomes of a way in. */
export function isCertain({ change }: DoorChange): boolean {
  return change !== 'perhaps-opened' && change !== 'perhaps-cut';
}

/** Returns a way in from the internet that changes, as `diff` prints it. */
export function doorLine({ change, way, entrance, port, target, sources }: DoorChange): string {
  const from = change === 'other-sources' ? ` : from ${sources.after ?? 'internet'}` : '';
  const at = port === '' ? '' : ` ${port}`;
  return `${SIGNS[change]} internet => ${way} ${entrance}${at} => ${target}${from}`;
}

/** Returns a way in as JSON holds it. */
export function plainDoor({ sentence, ...door }: DoorChange, language: Locale) {
  return { ...door, sentence: sentence[language] };
}

/** Returns the workloads whose connection to a port of a service changes, a line each; `some` is not all back ends. */
export function serviceLines({ service, port, ...change }: ServiceChange): string[] {
  const line =
    (sign: string, more: string) =>
    ({ namespace, name, kind }: WorkloadName) =>
      `${sign} ${namespace}/${name}[${kind}] => svc:${service} : ${port}${more}`;
  return [
    ...change.cut.map(line('-', '')),
    ...change.partlyCut.map(line('-', ' some')),
    ...change.opened.map(line('+', '')),
    ...change.partlyOpened.map(line('+', ' some')),
  ];
}
