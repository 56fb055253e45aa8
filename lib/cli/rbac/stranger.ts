import { ANONYMOUS, withImpliedGroups } from '#lib/analysis/rbac/identity.ts';
import { listRights } from './list.ts';
import type { RbacSubcommand } from './subcommand.ts';

/** `stranger`: what somebody may do who shows no credential at all. */
export const stranger: RbacSubcommand = {
  words: { least: 0, most: 0 },
  run: (run) => listRights(run, withImpliedGroups(ANONYMOUS)),
};
