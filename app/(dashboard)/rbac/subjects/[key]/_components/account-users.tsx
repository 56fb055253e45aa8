import { useTranslations } from 'next-intl';
import Link from 'next/link';

/** Something that runs as a service account. */
export interface AccountUser {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly pods: number;
}

const SHOWN = 12;

/** The workloads whose pods run as an account. */
export function AccountUsers({ users, scanId }: { users: readonly AccountUser[]; scanId: string }) {
  const t = useTranslations('rbacSubject');
  if (users.length === 0) return <p className="text-ink-2">{t('noUsers')}</p>;
  return (
    <ul>
      {users.slice(0, SHOWN).map(({ kind, namespace, name, pods }) => (
        <li key={`${kind}/${name}`} data-row className="border-t border-line">
          <Link
            href={`/workloads?scan=${scanId}&ns=${encodeURIComponent(namespace)}&q=${encodeURIComponent(name)}`}
            className="flex flex-wrap justify-between gap-x-3 px-4 py-row hover:bg-sunken sm:px-5"
          >
            <span className="min-w-0 break-words">
              {name} <span className="text-sm text-ink-3">{kind}</span>
            </span>
            <span className="num text-sm text-ink-2">{t('pods', { count: pods })}</span>
          </Link>
        </li>
      ))}
      {users.length <= SHOWN ? null : (
        <li className="border-t border-line px-4 py-2 text-sm text-ink-3 sm:px-5">
          {t('moreUsers', { count: users.length - SHOWN })}
        </li>
      )}
    </ul>
  );
}
