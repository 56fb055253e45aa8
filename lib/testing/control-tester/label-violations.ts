import type { Violation } from '#lib/model/control.ts';

const WITH_SEVERITY = /^(.*) \((critical|high|medium|low|info)\)$/;

/**
 * Returns one label for each distinct violation, sorted: the expected one that it answers to, or its full name
 * where none does.
 */
export function labelled(violations: readonly Violation[], expected: readonly string[]): string[] {
  const open = [...expected].toSorted((a, b) => Number(b.includes('#')) - Number(a.includes('#')));
  const distinct = [...new Map(violations.map((violation) => [fullName(violation), violation])).values()];
  const labels = distinct.map((violation) => {
    const index = open.findIndex((label) => answersTo(violation, label));
    return index === -1 ? fullName(violation) : (open.splice(index, 1)[0] ?? '');
  });
  return labels.toSorted();
}

function answersTo(violation: Violation, label: string): boolean {
  const [, name = label, severity] = WITH_SEVERITY.exec(label) ?? [];
  if (severity !== undefined && severity !== violation.severity) return false;
  return [fullName(violation), objectName(violation), violation.messageId].includes(name);
}

function fullName(violation: Violation): string {
  return `${objectName(violation)}#${violation.detailKey}`;
}

function objectName({ resource: { kind, namespace, name } }: Violation): string {
  return namespace === null ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
