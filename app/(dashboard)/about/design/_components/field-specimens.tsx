import { useTranslations } from 'next-intl';
import { SelectField } from '#components/ui/select-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { CardsSpecimen } from './live-specimens.tsx';
import { Specimen, SpecimenGroup } from './specimen.tsx';

/** What can be filled in or chosen from. */
export function FieldSpecimens() {
  const t = useTranslations('design');
  const states = useTranslations('design.states');
  return (
    <SpecimenGroup title={t('groups.fields')}>
      <Specimen name="text-field">
        <TextField label={states('empty')} placeholder={t('samples.short')} className="w-48" />
        <TextField label={states('filled')} defaultValue={t('samples.short')} className="w-48" />
        <TextField label={states('disabled')} defaultValue={t('samples.short')} disabled className="w-48" />
        <TextField label={states('error')} defaultValue="10.0.0.0/99" aria-invalid mono className="w-48" />
        <TextField label={states('long')} defaultValue={t('samples.long')} className="w-48" />
        <TextField
          label={states('suggestions')}
          suggestions={['get', 'list', 'watch']}
          type="search"
          className="w-48"
        />
        <TextField label={t('samples.chineseShort')} defaultValue={t('samples.chinese')} className="w-48" />
      </Specimen>
      <Specimen name="select-field">
        <SelectField label={states('rest')} className="w-48">
          <option>{t('samples.short')}</option>
        </SelectField>
        <SelectField label={states('disabled')} disabled className="w-48">
          <option>{t('samples.short')}</option>
        </SelectField>
        <SelectField label={states('long')} className="w-48">
          <option>{t('samples.long')}</option>
        </SelectField>
      </Specimen>
      <Specimen name="choice-cards">
        <div className="min-w-0 flex-1">
          <CardsSpecimen
            legend={t('samples.short')}
            choices={[
              {
                value: 'one',
                label: states('on'),
                note: t('samples.long'),
                preview: <span className="block h-10 bg-sunken" />,
              },
              {
                value: 'other',
                label: states('off'),
                preview: <span className="block h-10 bg-accent-soft" />,
              },
            ]}
          />
        </div>
      </Specimen>
    </SpecimenGroup>
  );
}
