import { DEFAULT_RBAC } from '#lib/facts/default-rbac.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Pod } from '#lib/model/pod.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { isPathQuestion } from './access-question.ts';
import type { AccessQuestion, ResourceQuestion, UserInfo } from './access-question.ts';
import { defaultRules } from './default-roles.ts';
import { referencesOf, secretsOfVolume, textAt } from './pod-references.ts';
import { ruleAllows } from './rule-match.ts';

/** `unknown`: it depends on objects that a scan does not read. */
export type NodeDecision = 'allowed' | 'no-opinion' | 'unknown';

interface NodeObjects {
  readonly pods: readonly Pod[];
  readonly persistentVolumes: readonly SpecObject[];
  /** All pods and volumes were read; what is not found among them is not there. */
  readonly isWhole: boolean;
  /** The server's minor version; null is taken for the newest known. */
  readonly minor: number | null;
}

interface NodeQuestion {
  readonly node: string;
  readonly ask: ResourceQuestion;
}

type Judge = (question: NodeQuestion) => NodeDecision;

const NODE_USER = 'system:node:';
const NODES = 'system:nodes';
const MIRROR = 'kubernetes.io/config.mirror';
/** From here on a node reads its own Node and pods only. */
const SELECTORS_SINCE = 32;
/** From here on a kubelet may read the service accounts of its pods. */
const ACCOUNTS_SINCE = 34;

/**
 * The Node authorizer of the API server: a kubelet may use what the pods on its node refer to, its own objects,
 * and what every node may.
 */
export class NodeAuthorizer {
  readonly #minor: number;
  readonly #isWhole: boolean;
  readonly #rules: readonly PolicyRule[];
  /** By node: everything its pods lead to, as `resource/namespace/name`. */
  readonly #related = new Map<string, Set<string>>();
  readonly #judges: ReadonlyMap<string, Judge>;

  constructor({ pods, persistentVolumes, isWhole, minor }: NodeObjects) {
    this.#isWhole = isWhole;
    this.#minor = minor ?? DEFAULT_RBAC.newest;
    this.#rules = rulesOfNodes(this.#minor);
    for (const pod of pods) this.#addPod(pod);
    for (const volume of persistentVolumes) this.#addVolume(volume);
    this.#judges = this.#makeJudges();
  }

  /** Returns what it says to a question of this user. */
  decide(user: UserInfo, ask: AccessQuestion): NodeDecision {
    if (!user.name.startsWith(NODE_USER) || !user.groups.includes(NODES)) return 'no-opinion';
    const node = user.name.slice(NODE_USER.length);
    if (node === '') return 'no-opinion';
    const judge = isPathQuestion(ask) ? undefined : this.#judges.get(`${ask.group}/${ask.resource}`);
    if (judge !== undefined && !isPathQuestion(ask)) return judge({ node, ask });
    return decided(this.#rules.some((rule) => ruleAllows(rule, ask)));
  }

  /** Returns the nodes with pods whose kubelet may, sorted, and whether there may be more of them. */
  whoCan(ask: AccessQuestion): { readonly allowed: readonly string[]; readonly isUnsure: boolean } {
    const decisions = [...this.#related.keys()].map((node) => ({
      node,
      says: this.decide({ name: `${NODE_USER}${node}`, groups: [NODES] }, ask),
    }));
    return {
      allowed: decisions.flatMap(({ node, says }) => (says === 'allowed' ? [node] : [])).toSorted(),
      isUnsure: !this.#isWhole || decisions.some(({ says }) => says === 'unknown'),
    };
  }

  #makeJudges(): Map<string, Judge> {
    const reads = this.#ifRelated(['get', 'list', 'watch'], '');
    const gets = this.#ifRelated(['get'], '');
    const changesStatus = this.#ifRelated(['update', 'patch'], 'status');
    const judges: [string, Judge][] = [
      ['/secrets', inNamespace(reads)],
      ['/configmaps', inNamespace(reads)],
      ['/persistentvolumes', gets],
      [
        '/persistentvolumeclaims',
        (question) => (question.ask.subresource === 'status' ? changesStatus : gets)(question),
      ],
      ['resource.k8s.io/resourceclaims', gets],
      ['/serviceaccounts', (question) => this.#judgeAccount(question)],
      ['coordination.k8s.io/leases', judgeLease],
      ['storage.k8s.io/csinodes', judgeCsiNode],
      // Attachments, slices and certificate requests are not among what a scan reads.
      ['storage.k8s.io/volumeattachments', unreadWith(['get'])],
      ['resource.k8s.io/resourceslices', (question) => this.#judgeSlice(question)],
    ];
    if (this.#minor >= SELECTORS_SINCE)
      judges.push(['/nodes', judgeNode], ['/pods', (question) => this.#judgePod(question)]);
    if (this.#minor >= ACCOUNTS_SINCE)
      judges.push(['certificates.k8s.io/podcertificaterequests', judgeCertificateRequest]);
    return new Map(judges);
  }

  #ifRelated(verbs: readonly string[], subresource: string): Judge {
    return ({ node, ask }) => {
      if (!verbs.includes(ask.verb) || (ask.subresource ?? '') !== subresource) return 'no-opinion';
      return this.#relation(node, ask);
    };
  }

  /** Whether the pods on the node lead to the object named. */
  #relation(node: string, { resource, namespace = '', name = '' }: ResourceQuestion): NodeDecision {
    if (name === '') return 'no-opinion';
    if (this.#related.get(node)?.has(`${resource}/${namespace}/${name}`) === true) return 'allowed';
    return this.#isWhole ? 'no-opinion' : 'unknown';
  }

  #judgeAccount(question: NodeQuestion): NodeDecision {
    const { verb, subresource = '' } = question.ask;
    if (verb === 'get' && subresource === '') {
      return this.#minor >= ACCOUNTS_SINCE
        ? inNamespace(this.#ifRelated(['get'], ''))(question)
        : 'no-opinion';
    }
    return this.#ifRelated(['create'], 'token')(question);
  }

  #judgeSlice(question: NodeQuestion): NodeDecision {
    const { verb, subresource = '', name = '' } = question.ask;
    if (subresource !== '') return 'no-opinion';
    if (verb === 'create') return 'allowed';
    if (['get', 'update', 'patch', 'delete'].includes(verb)) return name === '' ? 'no-opinion' : 'unknown';
    if (!['list', 'watch', 'deletecollection'].includes(verb)) return 'no-opinion';
    return decided(this.#minor < SELECTORS_SINCE || isNarrowedToNode(question));
  }

  #judgePod(question: NodeQuestion): NodeDecision {
    const { node, ask } = question;
    const { verb, subresource = '' } = ask;
    if (subresource === 'status') return decided(verb === 'update' || verb === 'patch');
    if (subresource === 'eviction') return decided(verb === 'create');
    if (subresource !== '') return 'no-opinion';
    if (verb === 'create' || verb === 'delete') return 'allowed';
    if (!['get', 'list', 'watch'].includes(verb)) return 'no-opinion';
    return verb !== 'get' && isNarrowedToNode(question) ? 'allowed' : this.#relation(node, ask);
  }

  #addPod(pod: Pod): void {
    const { nodeName, serviceAccountName } = pod.spec;
    if (!nodeName) return;
    const { name, namespace = '', annotations } = pod.metadata;
    let related = this.#related.get(nodeName);
    if (related === undefined) {
      related = new Set();
      this.#related.set(nodeName, related);
    }
    related.add(`pods/${namespace}/${name}`);
    // A node may write mirror pods itself, so they lead to nothing.
    if (annotations?.[MIRROR] !== undefined) return;
    const { secrets, configMaps, persistentVolumeClaims, resourceClaims } = referencesOf(pod);
    const lists: [string, readonly string[]][] = [
      ['secrets', secrets],
      ['configmaps', configMaps],
      ['persistentvolumeclaims', persistentVolumeClaims],
      ['resourceclaims', resourceClaims],
      ['serviceaccounts', serviceAccountName ? [serviceAccountName] : []],
    ];
    for (const [resource, names] of lists) {
      for (const one of names) related.add(`${resource}/${namespace}/${one}`);
    }
  }

  /** Added after all pods: a volume leads to the nodes that its claim leads to. */
  #addVolume(volume: SpecObject): void {
    const claim = `${textAt(volume.spec, 'claimRef.namespace') ?? ''}/${textAt(volume.spec, 'claimRef.name') ?? ''}`;
    for (const related of this.#related.values()) {
      if (!related.has(`persistentvolumeclaims/${claim}`)) continue;
      related.add(`persistentvolumes//${volume.metadata.name}`);
      for (const { namespace, name } of secretsOfVolume(volume)) related.add(`secrets/${namespace}/${name}`);
    }
  }
}

function rulesOfNodes(minor: number): readonly PolicyRule[] {
  const role = DEFAULT_RBAC.objects.find(
    ({ kind, name }) => kind === 'ClusterRole' && name === 'system:node',
  );
  return role === undefined ? [] : defaultRules(role, minor);
}

function decided(isAllowed: boolean): NodeDecision {
  return isAllowed ? 'allowed' : 'no-opinion';
}

function inNamespace(judge: Judge): Judge {
  return (question) => (question.ask.namespace ? judge(question) : 'no-opinion');
}

function unreadWith(verbs: readonly string[]): Judge {
  return ({ ask: { verb, subresource = '', name = '' } }) =>
    verbs.includes(verb) && subresource === '' && name !== '' ? 'unknown' : 'no-opinion';
}

const OWN_OBJECT_VERBS = ['get', 'create', 'update', 'patch', 'delete'];

/** The name is not known yet when an object is created; admission looks at it then. */
function isOwn({ node, ask }: NodeQuestion): boolean {
  return OWN_OBJECT_VERBS.includes(ask.verb) && (ask.verb === 'create' || ask.name === node);
}

function judgeLease(question: NodeQuestion): NodeDecision {
  return decided(question.ask.namespace === 'kube-node-lease' && isOwn(question));
}

function judgeCsiNode(question: NodeQuestion): NodeDecision {
  return decided(!question.ask.subresource && isOwn(question));
}

function judgeNode({ node, ask: { verb, subresource = '', name = '' } }: NodeQuestion): NodeDecision {
  if (subresource === 'status') return decided(verb === 'update' || verb === 'patch');
  if (subresource !== '') return 'no-opinion';
  if (['create', 'update', 'patch'].includes(verb)) return 'allowed';
  return decided(['get', 'list', 'watch'].includes(verb) && name === node);
}

/** The gate is off unless somebody turns it on, which flags tell and this does not read. */
function judgeCertificateRequest(question: NodeQuestion): NodeDecision {
  const { verb, subresource = '', name = '' } = question.ask;
  const mayBe =
    verb === 'create' ||
    (verb === 'get' && name !== '') ||
    (['list', 'watch'].includes(verb) && isNarrowedToNode(question));
  return subresource === '' && mayBe ? 'unknown' : 'no-opinion';
}

/** A list that asks for the objects of this node only; nodes themselves are told by their name. */
function isNarrowedToNode({ node, ask: { fields = [] } }: NodeQuestion): boolean {
  return fields.some(({ field, value }) => field === 'spec.nodeName' && value === node);
}
