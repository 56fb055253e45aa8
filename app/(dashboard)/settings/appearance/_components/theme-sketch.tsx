import type { AppearanceValue } from '#app/appearance.ts';

/** A page in a theme's own colours. */
export function ThemeSketch({ theme }: { theme: AppearanceValue<'theme'> }) {
  if (theme !== 'system') return <Half scheme={theme} />;
  return (
    <span className="grid grid-cols-2">
      <Half scheme="light" />
      <Half scheme="dark" />
    </span>
  );
}

function Half({ scheme }: { scheme: 'light' | 'dark' }) {
  return (
    <span data-scheme={scheme} className="grid h-24 grid-cols-[28px_minmax(0,1fr)] bg-bg">
      <span className="grid content-start gap-1.5 border-r border-line bg-sunken p-1.5">
        <span className="size-3 rounded-[3px] bg-accent" />
        <span className="h-1 rounded-full bg-line-strong" />
        <span className="h-1 rounded-full bg-line-strong" />
      </span>
      <span className="grid content-start gap-2 p-2.5">
        <span className="h-1.5 w-2/3 rounded-full bg-ink" />
        <span className="grid gap-1.5 rounded-s border border-line bg-panel p-2">
          {['bg-critical', 'bg-high', 'bg-low'].map((look) => (
            <span key={look} className="flex items-center gap-1.5">
              <span className={`size-1.5 rounded-full ${look}`} />
              <span className="h-1 flex-1 rounded-full bg-ink-3" />
            </span>
          ))}
        </span>
      </span>
    </span>
  );
}
