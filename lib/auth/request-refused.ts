import type { Text } from '#lib/model/text.ts';

/** A request that is turned away before anything is done for it. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: 401 | 403 | 415 | 421;
  readonly text: Text;

  constructor(status: RequestRefused['status'], text: Text) {
    super(text.en);
    this.status = status;
    this.text = text;
  }
}
