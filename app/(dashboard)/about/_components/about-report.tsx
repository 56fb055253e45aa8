import { EyeOff, FolderLock, PenOff, ShieldCheck, type LucideIcon } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Installation } from '#lib/store/installation.ts';
import type { LicenseGroup } from '#lib/views/license-groups.ts';

const MEBIBYTE = 1024 * 1024;

/** What leaves this machine and what is touched, in the order a careful reader asks. */
const PROMISES = [
  { name: 'sent', Icon: EyeOff },
  { name: 'written', Icon: PenOff },
  { name: 'secrets', Icon: ShieldCheck },
  { name: 'kept', Icon: FolderLock },
] as const satisfies readonly { name: string; Icon: LucideIcon }[];

/** Version, promises, data folder and licences. */
export function AboutReport({
  installation,
  licenses,
}: {
  installation: Installation;
  licenses: readonly LicenseGroup[];
}) {
  const t = useTranslations('about');
  const app = useTranslations('app');
  const format = useFormatter();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
      <div className="grid gap-5">
        <section className="flex items-center gap-4 rounded-m border border-line bg-panel p-5 shadow-panel sm:p-6">
          <BrandMark size={48} />
          <div className="min-w-0">
            <p className="text-xl font-[650] tracking-tight">{app('name')}</p>
            <p className="num text-ink-2">{t('version', { version: installation.version })}</p>
          </div>
        </section>
        <Panel title={t('promises')}>
          <ul className="grid gap-3.5">
            {PROMISES.map(({ name, Icon }) => (
              <li key={name} className="flex gap-3">
                <Icon size={17} strokeWidth={1.7} aria-hidden className="mt-0.5 shrink-0 text-accent" />
                <div className="min-w-0">
                  <p className="font-semibold">{t(`${name}.title`)}</p>
                  <p className="text-ink-2">{t(`${name}.what`)}</p>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      <div className="grid gap-5">
        <Panel title={t('here')}>
          <dl className="num grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
            <Fact term={t('dataFolder')}>
              <span className="font-mono text-xs break-all">{installation.dataDir}</span>
            </Fact>
            <Fact term={t('database')}>
              {t('mebibytes', {
                size: format.number(installation.databaseBytes / MEBIBYTE, { maximumFractionDigits: 1 }),
              })}
            </Fact>
            <Fact term={t('runtime')}>{t('node', { version: installation.node })}</Fact>
            <Fact term={t('license')}>{installation.license}</Fact>
          </dl>
        </Panel>
        <Panel title={t('licenses', { count: installation.packages.length })} flush>
          <p className="px-4 pb-2 text-sm text-ink-2 sm:px-5">{t('licensesWhat')}</p>
          {licenses.map((group) => (
            <LicenseList key={group.license ?? ''} group={group} />
          ))}
        </Panel>
      </div>
    </div>
  );
}

function LicenseList({ group }: { group: LicenseGroup }) {
  const t = useTranslations('about');
  return (
    <details className="border-t border-line">
      <summary className="num flex items-center gap-3 px-4 py-2 hover:bg-sunken sm:px-5">
        <span className="font-medium">{group.license ?? t('noLicense')}</span>
        <span className="ml-auto text-sm whitespace-nowrap text-ink-3">
          {t('packages', { count: group.packages.length })}
        </span>
      </summary>
      <ul className="grid gap-x-4 px-4 pb-3 font-mono text-xs leading-5 sm:grid-cols-2 sm:px-5">
        {group.packages.map(({ name, version }) => (
          <li key={`${name}@${version}`} className="break-all">
            {name} <span className="text-ink-3">{version}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
