/** Something that keeps Merlon from starting, told in one sentence of the reader's language. */
export class SetUpError extends Error {
  /**
   * @param {string} en
   * @param {string} zh
   */
  constructor(en, zh) {
    super(spoken(en, zh));
  }
}

/**
 * Returns the sentence in the language of the terminal, as the usual locale variables name it.
 * @param {string} en
 * @param {string} zh
 */
function spoken(en, zh) {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  return /^zh/i.test(locale) ? zh : en;
}

/**
 * Tells on standard error what takes time; standard output belongs to the command's own result.
 * @param {string} en
 * @param {string} zh
 */
export function notice(en, zh) {
  process.stderr.write(`${spoken(en, zh)}\n`);
}
