'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { SelectField } from '#components/ui/select-field.tsx';

/** Chooses whose reports are listed. */
export function ClusterField({
  choices,
  chosen,
}: {
  choices: readonly { value: string; label: string }[];
  chosen: string;
}) {
  const t = useTranslations('reports');
  const router = useRouter();
  return (
    <SelectField
      label={t('cluster')}
      hideLabel
      value={chosen}
      onChange={(event) => router.push(`/reports?cluster=${encodeURIComponent(event.target.value)}`)}
      className="w-full sm:w-52"
    >
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}
