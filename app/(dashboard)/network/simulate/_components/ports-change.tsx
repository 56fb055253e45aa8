import { useTranslations } from 'next-intl';

/** Ports that go and ports that come, each with its sign and a word for those who do not see it. */
export function PortsChange({ removed, added }: { removed: string; added: string }) {
  const t = useTranslations('simulate');
  return (
    <>
      <Ports sign="−" look="text-pass" word={t('removed')} ports={removed} />
      <Ports sign="+" look="text-high" word={t('added')} ports={added} />
    </>
  );
}

function Ports({ sign, look, word, ports }: { sign: string; look: string; word: string; ports: string }) {
  const t = useTranslations('simulate');
  if (ports === '') return null;
  return (
    <span className={`block ${look}`}>
      <span aria-hidden className="num inline-block w-4 font-semibold">
        {sign}
      </span>
      <span className="sr-only">{word} </span>
      {ports === 'All Connections' ? t('allPorts') : ports.replaceAll(',', ', ')}
    </span>
  );
}
