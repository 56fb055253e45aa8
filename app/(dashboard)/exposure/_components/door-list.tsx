import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import type { ExposureView } from '#app/(dashboard)/exposure/read-exposure.ts';
import { PortMark } from '#components/exposure/port-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Door } from '#lib/views/exposure-matrix.ts';

const SHOWN = 9;

/** What should not be as it is, worst first; stands where a drawer opens. */
export function DoorList({ view, params }: { view: ExposureView; params: ExposureParams }) {
  const t = useTranslations('exposure');
  const { doors, counts } = view.matrix;
  if (doors.length === 0) {
    return (
      <Panel title={t('doors')}>
        <p className="flex items-start gap-2 text-ink-2">
          <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
          {counts.unreached > 0 ? t('noDoorsSeen') : t('noDoors')}
        </p>
      </Panel>
    );
  }
  return (
    <Panel title={t('doors')} flush>
      <ul>
        {doors.slice(0, SHOWN).map((door) => (
          <DoorLine key={door.cell.id} door={door} params={params} />
        ))}
      </ul>
      {doors.length > SHOWN ? (
        <p className="border-t border-line px-4 py-2 text-sm sm:px-5">
          <Link
            href={exposureHref({
              ...params,
              state: counts['open-door'] > SHOWN ? 'open-door' : 'should-not',
              page: 1,
            })}
            scroll={false}
            className="link"
          >
            {t('doorsMore', { count: doors.length - SHOWN })}
          </Link>
        </p>
      ) : null}
    </Panel>
  );
}

function DoorLine({ door, params }: { door: Door; params: ExposureParams }) {
  const t = useTranslations('exposure');
  const { cell, host, label, hosts } = door;
  const { standing } = cell.sight;
  const isOpen = standing === 'open-door';
  const name = cell.probe?.service ?? label ?? String(cell.port);
  const href =
    hosts === 1
      ? exposureHref({ ...params, cell: cell.id })
      : exposureHref({ ...params, port: cell.port, state: standing, page: 1 });
  return (
    <li data-row className="border-b border-line last:border-b-0">
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        className="grid grid-cols-[48px_minmax(0,1fr)] items-center gap-x-3 px-4 py-row hover:bg-sunken sm:px-5"
      >
        <PortMark sight={cell.sight} />
        <span className="min-w-0">
          <span className="block font-medium">
            {cell.title ?? t(isOpen ? 'openPort' : 'strayPort', { name })}
          </span>
          <span className="text-sm text-ink-2">
            {hosts === 1
              ? t('place', { host, port: cell.port })
              : t('placeMany', { count: hosts, port: cell.port })}
          </span>
        </span>
      </Link>
    </li>
  );
}
