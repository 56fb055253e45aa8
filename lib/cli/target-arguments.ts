import { text } from '#lib/model/text.ts';
import { UsageError } from './usage-error.ts';

/** What is read: a kubeconfig context (null: the current one), or what files hold. */
export type ScanTarget =
  | { readonly kind: 'context'; readonly context: string | null; readonly kubeconfig: string | null }
  | FilesTarget;

export interface FilesTarget {
  readonly kind: 'files';
  readonly paths: readonly string[];
  readonly complete: boolean;
}

/** The options that name a target. */
export const TARGET_OPTIONS = {
  context: { type: 'string' },
  'current-context': { type: 'boolean' },
  kubeconfig: { type: 'string' },
  files: { type: 'string', multiple: true },
  complete: { type: 'boolean' },
} as const;

interface TargetValues {
  readonly context?: string | undefined;
  readonly 'current-context'?: boolean | undefined;
  readonly kubeconfig?: string | undefined;
  readonly files?: readonly string[] | undefined;
  readonly complete?: boolean | undefined;
}

/** Returns the target that options name; `morePaths` follow those of `--files`. Throws UsageError. */
export function targetOf(values: TargetValues, morePaths: readonly string[]): ScanTarget {
  const wantsCluster = values.context !== undefined || values['current-context'] === true;
  if (values.files !== undefined && !wantsCluster) {
    return { kind: 'files', paths: [...values.files, ...morePaths], complete: values.complete === true };
  }
  const [stray] = morePaths;
  if (stray !== undefined) {
    throw new UsageError(text(`"${stray}" is not expected here.`, `此处不应出现“${stray}”。`));
  }
  if (
    values.files !== undefined ||
    !wantsCluster ||
    (values.context !== undefined && values['current-context'] === true)
  ) {
    throw new UsageError(
      text(
        'Say what to read: --context NAME, --current-context, or --files PATH… (exactly one of them).',
        '请指定读取对象：--context 名称、--current-context 或 --files 路径…（只能选其一）。',
      ),
    );
  }
  if (values.complete === true) {
    throw new UsageError(text('--complete goes with --files only.', '--complete 只能与 --files 一起使用。'));
  }
  return { kind: 'context', context: values.context ?? null, kubeconfig: values.kubeconfig ?? null };
}
