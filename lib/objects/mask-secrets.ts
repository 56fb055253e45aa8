/** What stands in the place of a value that looks like a secret. */
const MASK = '(masked)';

const SECRET_WORD =
  /password|passwd|passphrase|token|secret|credential|api[-_]?key|access[-_]?key|private[-_]?key|certificate[-_]?key|encryption[-_]?key|auth[-_]?key|authorization|cookie|jws-kubeconfig/i;
// A name, reference, place, time or count of a secret is none.
const HARMLESS_ENDING =
  /(names?|namespaces?|refs?|paths?|files?|dirs?|directory|ttl|versions?|syncs|expiration|interval|timeout|webhook|mode|audiences?|issuer|enabled|type|provider|location|url)$/i;
const HARMLESS_VALUE =
  /^(true|false|null|\{\}|\[\]|["']?["']?|["']?\.{0,2}\/.*|\d+(\.\d+)?(ns|us|ms|s|m|h))$/i;

// Every repetition that another one follows is bounded: a cluster's texts may be long and meant to be slow.
const PEM_PRIVATE =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,400}\.[\w-]+\.[\w-]*/g;
const BOOTSTRAP_TOKEN = /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g;
const URL_CREDENTIALS = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#]{1,500}@/gi;
const HTTP_CREDENTIALS = /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi;
// `password: x`, `"token": "x"`, `client-secret=x`, also inside a query or a shell line.
const ASSIGNMENT =
  /((?<![\w.-])([\w.-]{1,100})["']?[^\S\n]{0,20}(?::[^\S\n]|=|:(?="))[^\S\n]*)("[^"\n]*"|'[^'\n]*'|[^\s"',;&}]+)/g;
// kubeadm's and others' lists of `name: x` followed by `value: y`.
const NAMED_VALUE =
  /(name:[^\S\n]{0,20}["']?([\w.-]{1,100})["']?[^\S\n]*\n[^\S\n]*value:[^\S\n]*)("[^"\n]*"|'[^'\n]*'|\S+)/g;
const WORTH_A_LOOK = new RegExp(
  `${SECRET_WORD.source}|-----BEGIN|eyJ|://|bearer|basic|\\.[a-z0-9]{16}\\b`,
  'i',
);

/** Returns whether a key's value would be a secret: `client-secret` is, `secretName` and `token-auth-file` are not. */
export function isSecretKey(key: string): boolean {
  return SECRET_WORD.test(key) && !HARMLESS_ENDING.test(key);
}

/** Returns the value of a key, masked when key and value look like a secret or the value holds one. */
export function maskValue(key: string, value: string): string {
  return isSecretKey(key) && !HARMLESS_VALUE.test(value) ? MASK : maskText(value);
}

/** The parts of a pair are what stands before the value, the key among it, and the value. */
function maskedPair(whole: string, ...parts: string[]): string {
  const [head = '', key = '', value = ''] = parts;
  if (!isSecretKey(key) || HARMLESS_VALUE.test(value)) return whole;
  // A quoted value stays quoted, so that the text still parses.
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return head + quote + MASK + quote;
}

/** Returns a text with everything in it that looks like a secret masked; lines and keys stay. */
export function maskText(text: string): string {
  if (!WORTH_A_LOOK.test(text)) return text;
  return text
    .replaceAll(PEM_PRIVATE, MASK)
    .replaceAll(JSON_WEB_TOKEN, MASK)
    .replaceAll(BOOTSTRAP_TOKEN, MASK)
    .replaceAll(URL_CREDENTIALS, `$1${MASK}@`)
    .replaceAll(HTTP_CREDENTIALS, `$1 ${MASK}`)
    .replaceAll(NAMED_VALUE, maskedPair)
    .replaceAll(ASSIGNMENT, maskedPair);
}

/** Returns command-line arguments with secret values masked: `--token=x`, `--token x`, and texts that hold one. */
export function maskArguments(args: readonly string[]): readonly string[] {
  let expectsSecret = false;
  return args.map((arg) => {
    const isValue = expectsSecret && !arg.startsWith('-');
    expectsSecret = false;
    if (isValue) return HARMLESS_VALUE.test(arg) ? arg : MASK;
    const flag = /^--?([\w.-]+)(?:=([\s\S]*))?$/.exec(arg);
    if (flag === null) return maskText(arg);
    const [, name = '', value] = flag;
    if (value === undefined) {
      expectsSecret = isSecretKey(name);
      return arg;
    }
    const masked = maskValue(name, value);
    return masked === value ? arg : `${arg.slice(0, arg.length - value.length)}${masked}`;
  });
}

/** Returns a copy of a JSON value with the strings that look like secrets masked, by their key or by themselves. */
export function maskDeep(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return maskValue(key, value);
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, key));
  if (typeof value !== 'object' || value === null) return value;
  const source = value as Readonly<Record<string, unknown>>;
  const out: Record<string, unknown> = {};
  for (const name in source) out[name] = maskDeep(source[name], name);
  // Headers and settings come as pairs: the pair's name says what its value is.
  if (typeof source['name'] === 'string' && typeof source['value'] === 'string') {
    out['value'] = maskValue(source['name'], source['value']);
  }
  return out;
}
