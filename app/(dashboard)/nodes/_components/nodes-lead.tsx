import { useTranslations } from 'next-intl';
import { isAtLeast, type Severity } from '#lib/model/severity.ts';

/** How many nodes there are, how many need a hand, and how many versions they run. */
export function NodesLead({
  nodes,
}: {
  nodes: readonly {
    readonly role: string;
    readonly kubelet: { readonly version: string; readonly state: string };
    readonly findings: readonly { readonly severity: Severity }[];
  }[];
}) {
  const t = useTranslations('nodes');
  if (nodes.length === 0) return null;
  const bad = nodes.filter(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, 'high')));
  const versions = new Set(nodes.map(({ kubelet }) => kubelet.version));
  return (
    <p className="max-w-prose">
      <span className="font-medium text-ink">{t('verdict', { bad: bad.length, total: nodes.length })}</span>{' '}
      {t('lead', {
        control: nodes.filter(({ role }) => role === 'control-plane').length,
        versions: versions.size,
      })}
    </p>
  );
}
