import { stringify } from 'yaml';
import type { TableDifference } from '#lib/analysis/network/generate/compare-tables.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import type { NetworkRun } from './subcommand.ts';

interface Made {
  readonly policies: readonly NetworkPolicy[];
  readonly changes: readonly TableDifference[];
}

/** Writes generated policies as YAML documents, or with what differs as JSON. */
export async function writePolicies({ args, terminal }: NetworkRun, made: Made): Promise<void> {
  const texts =
    args.format === 'json'
      ? [`${JSON.stringify(made, null, 2)}\n`]
      : made.policies.map(
          (policy, at) =>
            `${at === 0 ? '' : '---\n'}${stringify(policy, { lineWidth: 0, aliasDuplicateObjects: false })}`,
        );
  await writeOut(texts, terminal);
}
