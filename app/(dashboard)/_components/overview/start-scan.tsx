'use client';

import { Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { postScan, type Posted } from '#app/(dashboard)/_components/post-scan.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { PROFILES, type Profile } from '#lib/model/scan.ts';

type State = { readonly kind: 'ready' | 'starting' } | Exclude<Posted, { kind: 'started' }>;

/** Chooses a cluster and a profile, and starts a scan. */
export function StartScan({
  clusters,
}: {
  clusters: readonly { id: string; name: string; demo: boolean }[];
}) {
  const t = useTranslations('scans');
  const words = useTranslations();
  const router = useRouter();
  const [profile, setProfile] = useState<Profile>('standard');
  const [state, setState] = useState<State>({ kind: 'ready' });

  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const clusterId = new FormData(event.currentTarget).get('cluster');
    setState({ kind: 'starting' });
    const answer = await postScan({ clusterId, profile });
    if (answer.kind === 'started') router.push(`/scans/${answer.id}`);
    else setState(answer);
  };

  return (
    <form onSubmit={(event) => void start(event)} className="grid gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <SelectField label={t('cluster')} name="cluster" className="w-full sm:w-64">
          {clusters.map(({ id, name, demo }) => (
            <option key={id} value={id}>
              {demo ? `${name} (${words('demo')})` : name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('profile')}
          value={profile}
          onChange={(event) => {
            setProfile(PROFILES.find((name) => name === event.target.value) ?? 'standard');
          }}
          className="w-full sm:w-52"
        >
          {PROFILES.map((name) => (
            <option key={name} value={name}>
              {words(`profile.${name}`)}
            </option>
          ))}
        </SelectField>
        <Button look="primary" type="submit" disabled={state.kind === 'starting'}>
          <Play size={14} aria-hidden />
          {t(state.kind === 'starting' ? 'starting' : 'run')}
        </Button>
      </div>
      <p className="text-sm text-ink-2">{words(`profileMeaning.${profile}`)}</p>
      {state.kind === 'running' ? (
        <Notice look="unknown" live>
          {t('alreadyRunning')}{' '}
          <Link href={`/scans/${state.id}`} className="link">
            {t('openRunning')}
          </Link>
        </Notice>
      ) : null}
      {state.kind === 'failed' ? (
        <Notice look="bad" live>
          {t('startFailed', { why: state.why })}
        </Notice>
      ) : null}
    </form>
  );
}
