import type { Writable } from 'node:stream';
import type { Phase, ScanEvent } from '#lib/model/scan.ts';
import { text } from '#lib/model/text.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { printable } from './text-layout.ts';

const PHASE_NAMES: Readonly<Record<Phase, Text>> = {
  connecting: text('connecting', '正在连接'),
  collecting: text('reading', '正在读取'),
  probing: text('probing', '正在探测'),
  analysing: text('analysing', '正在分析'),
  evaluating: text('checking', '正在检查'),
  saving: text('saving', '正在保存'),
};

const CLEAR_LINE = '\r\u001B[K';
const LONGEST = 78;

/** Shows on a terminal what a running scan does, in one line that is gone at the end; elsewhere only its log. */
export class ProgressLine {
  private readonly err: Writable;
  private readonly language: Locale;
  private readonly isTerminal: boolean;

  constructor(err: Writable, language: Locale, isTerminal: boolean) {
    this.err = err;
    this.language = language;
    this.isTerminal = isTerminal;
  }

  readonly report = (event: ScanEvent): void => {
    if (event.type === 'log') {
      this.clear();
      this.err.write(`${printable(event.message[this.language])}\n`);
    } else if (this.isTerminal && event.type === 'phase') {
      this.show(PHASE_NAMES[event.phase][this.language]);
    } else if (this.isTerminal && event.type === 'count') {
      const total = event.total === null ? '' : ` / ${event.total}`;
      this.show(`${PHASE_NAMES[event.phase][this.language]}: ${event.label} ${event.done}${total}`);
    }
  };

  clear(): void {
    if (this.isTerminal) this.err.write(CLEAR_LINE);
  }

  private show(line: string): void {
    this.err.write(CLEAR_LINE + printable(line).slice(0, LONGEST));
  }
}
