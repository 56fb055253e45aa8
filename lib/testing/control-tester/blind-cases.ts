import type { AnyControl } from '#lib/controls/define-control.ts';
import { DERIVED_SOURCES, type FactName } from '#lib/controls/facts.ts';
import type { Collected } from '#lib/model/collected.ts';
import type { Outcome } from '#lib/model/control.ts';
import { forbiddenGap } from '#lib/testing/builders/inventory.ts';
import type { ControlCases } from '#lib/testing/control-tester.ts';
import type { CaseInput, Replaced } from './run-control.ts';

interface BlindCase {
  readonly name: string;
  readonly input: CaseInput;
  readonly replaced: Replaced;
  readonly outcome: Outcome;
  readonly atLeast: boolean;
}

/** Returns the cases that a control's needs alone call for: each of them unread, read in part, or absent. */
export function blindCases(control: AnyControl, cases: Pick<ControlCases, 'pass' | 'fail'>): BlindCase[] {
  return Object.entries(control.needs).flatMap(([need, absence]) => [
    ...unreadCases(need as FactName, cases).slice(0, absence === 'partial' ? 1 : 2),
    ...sourcesOf(need as FactName).flatMap((slice) => {
      const isWhole = absence === 'whole' || control.needs[slice as FactName] === 'whole';
      return partialCases(slice, cases, isWhole);
    }),
    ...((absence === 'matters' || absence === 'whole') && !(need in DERIVED_SOURCES)
      ? [absentCase(need, cases)]
      : []),
  ]);
}

function unreadCases(need: FactName, { pass, fail }: Pick<ControlCases, 'pass' | 'fail'>): BlindCase[] {
  const replaced = Object.fromEntries(sourcesOf(need).map((slice) => [slice, failed(slice)]));
  const blind = { replaced, outcome: 'not-assessed', atLeast: false } as const;
  return [
    { name: `${need} unread, nothing wrong`, input: pass[0], ...blind },
    { name: `${need} unread, something wrong`, input: fail[0], ...blind },
  ];
}

function partialCases(
  slice: string,
  { pass, fail }: Pick<ControlCases, 'pass' | 'fail'>,
  isWhole: boolean,
): BlindCase[] {
  const partial = (input: CaseInput): Replaced => ({ [slice]: readInPart(slice, input) });
  return [
    {
      name: `${slice} read in part, nothing wrong in it`,
      input: pass[0],
      replaced: partial(pass[0]),
      outcome: 'not-assessed',
      atLeast: false,
    },
    {
      name: `${slice} read in part, something wrong in it`,
      input: fail[0],
      replaced: partial(fail[0]),
      outcome: isWhole ? 'not-assessed' : 'fail',
      atLeast: !isWhole,
    },
  ];
}

function absentCase(need: string, { pass }: Pick<ControlCases, 'pass' | 'fail'>): BlindCase {
  const absent: Collected<never> = { state: 'absent', gaps: [forbiddenGap(need)] };
  return {
    name: `${need} not served`,
    input: pass[0],
    replaced: { [need]: absent },
    outcome: 'not-assessed',
    atLeast: false,
  };
}

function sourcesOf(need: FactName): readonly string[] {
  const sources = need in DERIVED_SOURCES ? DERIVED_SOURCES[need as keyof typeof DERIVED_SOURCES] : null;
  return sources === null ? [need] : [...sources.whole, ...sources.part];
}

function failed(slice: string): Collected<never> {
  return { state: 'failed', gaps: [forbiddenGap(slice)] };
}

function readInPart(slice: string, input: CaseInput): Collected<never> {
  const given = slice === 'probes' ? input.probes : input.slices?.[slice as keyof CaseInput['slices']];
  return { state: 'partial', items: (given ?? []) as readonly never[], gaps: [forbiddenGap(slice)] };
}
