import { rbacOfScan } from '#lib/questions/rbac-of-scan.ts';
import { rolesAndBindings } from '#lib/questions/rbac-roles.ts';
import { rbacSubjects } from '#lib/questions/rbac-subjects.ts';
import { whoCan } from '#lib/questions/who-can.ts';
import type { Locale } from '#lib/model/text.ts';
import { groupFindings, type FindingGroup } from '#lib/store/finding-counts.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { answerView, type AnswerView } from '#lib/views/rbac-answer.ts';
import {
  bindingRows,
  riskRows,
  roleRows,
  subjectRows,
  type BindingRow,
  type RoleRow,
  type SubjectRow,
} from '#lib/views/rbac-rows.ts';
import { rowPage, type RowPage } from '#lib/views/row-page.ts';
import type { RbacParams, RbacTab } from './rbac-params.ts';
import { readLoss, type LossView } from './read-loss.ts';

const PAGE_SIZE = 25;

/** The list that is open. */
export type RbacList =
  | { readonly tab: 'risks' | 'subjects'; readonly page: RowPage<SubjectRow> }
  | { readonly tab: 'bindings'; readonly page: RowPage<BindingRow> }
  | { readonly tab: 'roles'; readonly page: RowPage<RoleRow> };

/** What the RBAC page shows of a scan. */
export interface RbacView {
  readonly list: RbacList;
  /** Rows of the open list that are left out as unchanged defaults, or would be. */
  readonly defaults: number;
  readonly counts: Readonly<Record<RbacTab, number>>;
  readonly everything: number;
  readonly added: number;
  readonly answer: AnswerView | null;
  /** Of the binding that is open. */
  readonly loss: LossView | null;
  /** What the fields of the question suggest. */
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly namespaces: readonly string[];
  /** Failed checks of the area, worst first. */
  readonly checks: readonly (FindingGroup & { readonly title: string })[];
}

/** Returns what the RBAC page shows; null where the scan has no result. */
export async function readRbac(store: Store, { scanId, params, locale }: Asked): Promise<RbacView | null> {
  const [rbac, subjects, lists, stored, groups] = await Promise.all([
    rbacOfScan(store, scanId),
    rbacSubjects(store, scanId),
    rolesAndBindings(store, scanId),
    findHead(store, scanId),
    groupFindings(store, { scanId, categories: ['rbac'] }, 'control'),
  ]);
  if (rbac === null || subjects === null || lists === null || stored === null) return null;
  const filter = { text: params.q, showDefaults: params.defaults };
  const all = {
    risks: riskRows(subjects, filter, locale),
    subjects: subjectRows(subjects, filter, locale),
    bindings: bindingRows(lists.bindings, filter),
    roles: roleRows(lists.roles, filter),
  };
  const titles = new Map(stored.head.controls.map(({ id, failTitle }) => [id, failTitle[locale]]));
  return {
    list: listOf(all, params),
    defaults: all[params.tab].defaults,
    counts: {
      risks: all.risks.rows.length,
      subjects: all.subjects.rows.length,
      bindings: all.bindings.rows.length,
      roles: all.roles.rows.length,
    },
    everything: subjects.filter(({ isEverything, addedRules }) => isEverything && addedRules > 0).length,
    added: subjects.filter(({ addedRules }) => addedRules > 0).length,
    answer: await answerOf(store, { scanId, params, locale }),
    loss: params.binding === null ? null : await readLoss(store, scanId, params.binding),
    resources: resourceNames(rbac.served.resources),
    verbs: verbNames(rbac.served.resources),
    namespaces: rbac.namespaces,
    checks: (groups ?? []).map((group) => ({ ...group, title: titles.get(group.key) ?? group.key })),
  };
}

interface AllRows {
  readonly risks: { readonly rows: readonly SubjectRow[] };
  readonly subjects: { readonly rows: readonly SubjectRow[] };
  readonly bindings: { readonly rows: readonly BindingRow[] };
  readonly roles: { readonly rows: readonly RoleRow[] };
}

function listOf(all: AllRows, { tab, page }: RbacParams): RbacList {
  switch (tab) {
    case 'risks':
    case 'subjects':
      return { tab, page: rowPage(all[tab].rows, page, PAGE_SIZE) };
    case 'bindings':
      return { tab, page: rowPage(all.bindings.rows, page, PAGE_SIZE) };
    case 'roles':
      return { tab, page: rowPage(all.roles.rows, page, PAGE_SIZE) };
  }
}

interface Asked {
  readonly scanId: string;
  readonly params: RbacParams;
  readonly locale: Locale;
}

async function answerOf(store: Store, { scanId, params, locale }: Asked): Promise<AnswerView | null> {
  const { verb, resource } = params;
  if (verb.trim() === '' || resource.trim() === '') return null;
  const namespace = params.in.trim() === '' ? null : params.in;
  const answer = await whoCan(store, scanId, { verb, resource, namespace });
  return answer === null ? null : answerView(answer, { namespace: params.in, locale });
}

type Resources = NonNullable<Awaited<ReturnType<typeof rbacOfScan>>>['served']['resources'];

/** Verbs that no discovery lists: they are rights beside the request itself. */
const MORE_VERBS = ['impersonate', 'bind', 'escalate', 'approve', 'sign', 'attest', 'use', '*'];

function verbNames(resources: Resources): readonly string[] {
  const served = resources.flatMap(({ verbs, subresources }) => [
    ...verbs,
    ...subresources.flatMap((one) => one.verbs),
  ]);
  return [...new Set([...served, ...MORE_VERBS])];
}

function resourceNames(resources: Resources): readonly string[] {
  const names = resources.flatMap(({ group, resource, subresources }) => {
    const qualified = group === '' ? resource : `${resource}.${group}`;
    return [qualified, ...subresources.map(({ name }) => `${qualified}/${name}`)];
  });
  return [...new Set(names)].toSorted();
}
