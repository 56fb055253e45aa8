import { Search } from 'lucide-react';
import Form from 'next/form';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';

/** Words to look for in a list, asked for when they are sent; what else the address holds is kept. */
export function SearchForm({
  action,
  kept,
  q,
  label,
  button,
}: {
  action: string;
  /** By name; null and empty are not in the address. */
  kept: Readonly<Record<string, string | null>>;
  q: string;
  label: string;
  button: string;
}) {
  return (
    <Form action={action} scroll={false} className="flex min-w-0 gap-2">
      {Object.entries(kept).map(([name, value]) =>
        value === null || value === '' ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <TextField
        label={label}
        hideLabel
        type="search"
        name="q"
        // A new field where the address changes: it then shows what is asked for.
        key={q}
        defaultValue={q}
        placeholder={label}
        className="w-56"
      />
      <Button type="submit" look="quiet" aria-label={button}>
        <Search size={15} aria-hidden />
      </Button>
    </Form>
  );
}
