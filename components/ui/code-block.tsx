import { CopyButton } from './copy-button.tsx';

/** What a machine reads, to copy. */
export function CodeBlock({
  title,
  code,
  copy,
  copied,
}: {
  title: string;
  code: string;
  copy: string;
  copied: string;
}) {
  return (
    <figure className="overflow-hidden rounded-s border border-line bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line py-0.5 pr-1 pl-3 text-xs text-ink-2">
        {title}
        <CopyButton text={code} label={copy} done={copied} />
      </figcaption>
      <pre className="px-3 py-2 font-mono text-xs leading-[18px] break-words whitespace-pre-wrap">{code}</pre>
    </figure>
  );
}
