import { collected } from '#lib/model/collected.ts';
import type { Collected } from '#lib/model/collected.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Inventory, SliceName, Slices } from '#lib/model/inventory.ts';
import { apiGroupOf } from '#lib/model/resource-ref.ts';
import type { Profile } from '#lib/model/scan.ts';
import { hidesObjects } from '#lib/objects/manifest-problem.ts';
import type { ManifestProblem, TypedList } from '#lib/objects/parse-manifests.ts';
import { COLLECTORS } from './collectors.ts';
import { groupVariants, type Collector } from './collector.ts';
import { disabledGap } from './expected-gap.ts';
import { labelOf, malformedObjectsGaps, notGivenGap, perhapsMoreGap, unreadFilesGap } from './file-gaps.ts';
import { FileObjects } from './file-objects.ts';
import { readManifests } from './read-manifests.ts';

export interface FromFilesOptions {
  /** The files are all there is: kinds without an object are empty, not unknown. */
  readonly complete: boolean;
  readonly now: () => Date;
  /** Text that the path `-` stands for. */
  readonly stdin?: string;
  /** `standard` where it is left out. */
  readonly profile?: Profile;
}

export interface FromFiles {
  readonly inventory: Inventory;
  /** What was not read as it may have been meant, in the order of the files. */
  readonly problems: ManifestProblem[];
  /** Nothing was in them: no object and no list, not even an empty one. */
  readonly isEmpty: boolean;
}

interface Findings {
  readonly objects: FileObjects;
  readonly wholeLists: ReadonlySet<string>;
  readonly unread: readonly ManifestProblem[];
  readonly complete: boolean;
  readonly profile: Profile;
}

/** A list says all there is of its kind; of a list that was cut the same kind's other lists say nothing. */
function wholeListsOf(lists: readonly TypedList[]): Set<string> {
  const keys = new Set<string>();
  const cut = new Set<string>();
  for (const list of lists) {
    const key = `${apiGroupOf(list.apiVersion)}/${list.kind}`;
    (list.isWhole ? keys : cut).add(key);
  }
  return new Set([...keys].filter((key) => !cut.has(key)));
}

function sliceOf(collector: Collector, found: Findings): Collected<unknown> {
  const { objects, complete } = found;
  const label = labelOf(collector);
  const isOff = collector.profile !== undefined && collector.profile !== found.profile;
  if (isOff) return { state: 'not-given', gaps: [disabledGap(collector)] };
  const items = objects.itemsOf(collector.slice);
  const malformed = objects.malformedOf(collector.slice);
  const gaps: Gap[] = malformedObjectsGaps(label, malformed);
  const isWhole = groupVariants(collector).some(({ group, kind }) =>
    found.wholeLists.has(`${group}/${kind}`),
  );
  if (isWhole) return collected(items, gaps);
  if (found.unread.length > 0) gaps.push(unreadFilesGap(label, found.unread));
  if (complete) return collected(items, gaps);
  if (items.length > 0) return collected(items, [...gaps, perhapsMoreGap(label)]);
  return { state: 'not-given', gaps: [...gaps, notGivenGap(label)] };
}

/**
 * Reads manifests from files, folders and standard input into an inventory. A kind is complete only when a
 * typed list of it was given or the files are said to be all there is; what could not be read leaves a gap in
 * every kind it may have held. Never throws for what a file holds.
 */
export async function collectFromFiles(
  paths: readonly string[],
  options: FromFilesOptions,
): Promise<FromFiles> {
  const read = await readManifests(paths, options.stdin);
  const objects = new FileObjects(COLLECTORS);
  for (const document of read.documents) objects.add(document);
  objects.addNamedNamespaces();
  const found: Findings = {
    objects,
    wholeLists: wholeListsOf(read.lists),
    unread: read.problems.filter(hidesObjects),
    complete: options.complete,
    profile: options.profile ?? 'standard',
  };
  const slices = new Map<SliceName, Collected<unknown>>([
    ['version', { state: 'not-given', gaps: [notGivenGap({ slice: 'version', resource: '/version' })] }],
    [
      'apiResources',
      { state: 'not-given', gaps: [notGivenGap({ slice: 'apiResources', resource: '/apis' })] },
    ],
  ]);
  for (const collector of COLLECTORS) slices.set(collector.slice, sliceOf(collector, found));
  return {
    inventory: {
      source: 'files',
      takenAt: options.now().toISOString(),
      slices: Object.fromEntries(slices) as unknown as Slices,
    },
    problems: [...read.problems, ...objects.problems()],
    isEmpty: read.documents.length === 0 && read.lists.length === 0,
  };
}
