/** Returns every form in which a text shows: as it is, and in base64 at each of its three alignments. */
export function formsOf(text: string): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('\0'.repeat(shift) + text).toString('base64url');
    // The first characters also hold bits of what stands before, the last one bits of what follows.
    return encoded.slice(Math.ceil((shift * 8) / 6), -1);
  });
  return [text, ...shifted];
}

/** Returns whether the text, plain or in either base64, stands in the bytes. */
export function holds(bytes: Buffer, text: string): boolean {
  // One alphabet for both kinds of base64, so that each form is looked for once.
  const plain = bytes.toString('latin1');
  const alike = plain.replaceAll('+', '-').replaceAll('/', '_');
  return formsOf(text).some((form, index) => (index === 0 ? plain : alike).includes(form));
}
