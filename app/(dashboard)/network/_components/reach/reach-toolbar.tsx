import { useTranslations } from 'next-intl';
import Form from 'next/form';
import {
  ANY_PORT,
  NETWORK_SIDES,
  networkHref,
  type NetworkParams,
} from '#app/(dashboard)/network/network-params.ts';
import type { ReachView } from '#app/(dashboard)/network/read-reach.ts';
import { AddressSelect } from '#components/fields/address-select.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { portWords } from '#lib/model/asked-port.ts';

const USUAL_PORTS = ['80/TCP', '443/TCP', '53/UDP', '5432/TCP'];

/** Which port and whose policies the matrix is about. */
export function ReachToolbar({ view, params }: { view: ReachView; params: NetworkParams }) {
  const t = useTranslations('reach');
  const chosen = view.port === null ? ANY_PORT : portWords(view.port);
  const ports = USUAL_PORTS.includes(chosen) || chosen === ANY_PORT ? USUAL_PORTS : [...USUAL_PORTS, chosen];
  const isTable = params.view === 'pairs';
  return (
    <div className="flex flex-wrap items-end gap-2">
      <AddressSelect
        name="port"
        label={t('port')}
        value={chosen}
        unset={ANY_PORT}
        choices={[
          { value: ANY_PORT, label: t('anyPort') },
          ...ports.map((port) => ({ value: port, label: port })),
        ]}
        className="w-32"
      />
      <OwnPort params={params} isRead={view.isPortRead} />
      <AddressSelect
        name="side"
        label={t('side')}
        value={params.side}
        unset="both"
        choices={NETWORK_SIDES.map((side) => ({ value: side, label: t(`sides.${side}`) }))}
        className="w-52 max-sm:w-full"
      />
      <ButtonLink
        href={networkHref({ ...params, view: isTable ? 'matrix' : 'pairs', pairs: 1 })}
        scroll={false}
        className="sm:ml-auto"
      >
        {isTable ? t('asMatrix') : t('asTable')}
      </ButtonLink>
    </div>
  );
}

function OwnPort({ params, isRead }: { params: NetworkParams; isRead: boolean }) {
  const t = useTranslations('reach');
  const { cluster, scan, tab, side, view, from, to } = params;
  const kept = { cluster, scan, tab, side, view, from, to };
  return (
    <Form action="/network" scroll={false} className="flex min-w-0 gap-1">
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <TextField
        label={t('ownPort')}
        hideLabel
        name="port"
        key={params.port}
        defaultValue={isRead ? '' : params.port}
        placeholder={t('portExample')}
        required
        mono
        aria-invalid={!isRead}
        title={isRead ? undefined : t('noPort')}
        className="w-28"
      />
      <Button type="submit" look="quiet">
        {t('askPort')}
      </Button>
    </Form>
  );
}
