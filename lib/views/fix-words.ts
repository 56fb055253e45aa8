import type { ControlMeta, Finding } from '#lib/model/control.ts';
import { fillText, type Locale, type Text } from '#lib/model/text.ts';

/** What one line says of a finding, its reason and its place apart. */
export interface FixWords {
  /** What is wrong; the place is told beside it. */
  readonly what: string;
  /** What follows from it, or the finding in its own words. */
  readonly why: string;
  /** Of the object it is about. */
  readonly name: string;
  readonly namespace: string | null;
  /** The port it is about, where it is about one. */
  readonly port: number | null;
  readonly kind: string;
}

/** Returns the words for a finding in a list of what to fix. */
export function fixWords(
  {
    finding: { params, resource },
    control: { failTitle, stake },
    message,
  }: {
    readonly finding: Pick<Finding, 'params' | 'resource'>;
    readonly control: Pick<ControlMeta, 'failTitle' | 'stake'>;
    readonly message: Text;
  },
  locale: Locale,
): FixWords {
  const { namespace, name, kind } = resource;
  const { port } = params;
  return {
    what: failTitle[locale],
    // Scans stored before checks had a stake tell the finding itself.
    why: stake === undefined ? message[locale] : fillText(stake[locale], params),
    name,
    namespace,
    port: kind === 'Node' && typeof port === 'number' ? port : null,
    kind,
  };
}
