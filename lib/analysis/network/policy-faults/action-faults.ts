import { text, type Text } from '#lib/model/text.ts';
import type { FaultField } from './policy-faults.ts';

const BY_FAMILY: Readonly<Partial<Record<FaultField['family'], readonly string[]>>> = {
  calico: ['Allow', 'Deny', 'Log', 'Pass'],
};
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  ClusterNetworkPolicy: ['Accept', 'Deny', 'Pass'],
  AdminNetworkPolicy: ['Allow', 'Deny', 'Pass'],
  BaselineAdminNetworkPolicy: ['Allow', 'Deny'],
};
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** Returns what is wrong with the action or the protocol of a rule; null where it is right, or none is meant. */
export function actionFault({ family, kind, name, value }: FaultField): Text | null {
  if (name === 'action') return oneOf(value, BY_KIND[kind] ?? BY_FAMILY[family]);
  if (name === 'protocol' && family === 'kubernetes') return oneOf(value, PROTOCOLS);
  return null;
}

function oneOf(value: unknown, known: readonly string[] | undefined): Text | null {
  if (known === undefined || known.includes(String(value))) return null;
  const written = JSON.stringify(value ?? null);
  return text(
    `${written} is not known here. Write ${known.join(', ')}.`,
    `此处不支持 ${written}。请写 ${known.join('、')}。`,
  );
}
