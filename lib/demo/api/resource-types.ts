import type { RawObject } from '../raw-object.ts';
import { read, readList, readText } from '../raw-object.ts';

/** One kind the API serves. */
export interface ResourceType {
  group: string;
  versions: readonly string[];
  resource: string;
  kind: string;
  singular: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  verbs: readonly string[];
  subresources: readonly { name: string; kind: string; verbs: readonly string[] }[];
}

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const SCALE = 'scale=Scale:get,patch,update';

/** Rows: group, versions, then `resource Kind scope short,names categories subresources`, `-` for none. */
const ROWS: readonly [string, string, string][] = [
  ['', 'v1', 'bindings Binding ns - - - create'],
  ['', 'v1', 'componentstatuses ComponentStatus cluster cs - - get,list'],
  ['', 'v1', 'configmaps ConfigMap ns cm - -'],
  ['', 'v1', 'endpoints Endpoints ns ep - -'],
  ['', 'v1', 'events Event ns ev - -'],
  ['', 'v1', 'limitranges LimitRange ns limits - -'],
  ['', 'v1', 'namespaces Namespace cluster ns - finalize=Namespace:update;status'],
  ['', 'v1', 'nodes Node cluster no - proxy=NodeProxyOptions:create,delete,get,patch,update;status'],
  ['', 'v1', 'persistentvolumeclaims PersistentVolumeClaim ns pvc - status'],
  ['', 'v1', 'persistentvolumes PersistentVolume cluster pv - status'],
  [
    '',
    'v1',
    'pods Pod ns po all attach=PodAttachOptions:create,get;binding=Binding:create;ephemeralcontainers=Pod:get,patch,update;eviction=Eviction:create;exec=PodExecOptions:create,get;log=Pod:get;portforward=PodPortForwardOptions:create,get;proxy=PodProxyOptions:create,delete,get,patch,update;status',
  ],
  ['', 'v1', 'podtemplates PodTemplate ns - - -'],
  ['', 'v1', `replicationcontrollers ReplicationController ns rc all ${SCALE};status`],
  ['', 'v1', 'resourcequotas ResourceQuota ns quota - status'],
  ['', 'v1', 'secrets Secret ns - - -'],
  ['', 'v1', 'serviceaccounts ServiceAccount ns sa - token=TokenRequest:create'],
  ['', 'v1', 'services Service ns svc all proxy=ServiceProxyOptions:create,delete,get,patch,update;status'],
  [
    'admissionregistration.k8s.io',
    'v1',
    'mutatingwebhookconfigurations MutatingWebhookConfiguration cluster - api-extensions -',
  ],
  [
    'admissionregistration.k8s.io',
    'v1',
    'validatingadmissionpolicies ValidatingAdmissionPolicy cluster - api-extensions status',
  ],
  [
    'admissionregistration.k8s.io',
    'v1',
    'validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding cluster - api-extensions -',
  ],
  [
    'admissionregistration.k8s.io',
    'v1',
    'validatingwebhookconfigurations ValidatingWebhookConfiguration cluster - api-extensions -',
  ],
  [
    'apiextensions.k8s.io',
    'v1',
    'customresourcedefinitions CustomResourceDefinition cluster crd,crds api-extensions status',
  ],
  ['apiregistration.k8s.io', 'v1', 'apiservices APIService cluster - api-extensions status'],
  ['apps', 'v1', 'controllerrevisions ControllerRevision ns - - -'],
  ['apps', 'v1', 'daemonsets DaemonSet ns ds all status'],
  ['apps', 'v1', `deployments Deployment ns deploy all ${SCALE};status`],
  ['apps', 'v1', `replicasets ReplicaSet ns rs all ${SCALE};status`],
  ['apps', 'v1', `statefulsets StatefulSet ns sts all ${SCALE};status`],
  ['authentication.k8s.io', 'v1', 'selfsubjectreviews SelfSubjectReview cluster - - - create'],
  ['authentication.k8s.io', 'v1', 'tokenreviews TokenReview cluster - - - create'],
  ['authorization.k8s.io', 'v1', 'localsubjectaccessreviews LocalSubjectAccessReview ns - - - create'],
  ['authorization.k8s.io', 'v1', 'selfsubjectaccessreviews SelfSubjectAccessReview cluster - - - create'],
  ['authorization.k8s.io', 'v1', 'selfsubjectrulesreviews SelfSubjectRulesReview cluster - - - create'],
  ['authorization.k8s.io', 'v1', 'subjectaccessreviews SubjectAccessReview cluster - - - create'],
  ['autoscaling', 'v2,v1', 'horizontalpodautoscalers HorizontalPodAutoscaler ns hpa all status'],
  ['batch', 'v1', 'cronjobs CronJob ns cj all status'],
  ['batch', 'v1', 'jobs Job ns - all status'],
  [
    'certificates.k8s.io',
    'v1',
    'certificatesigningrequests CertificateSigningRequest cluster csr - approval=CertificateSigningRequest:get,patch,update;status',
  ],
  ['coordination.k8s.io', 'v1', 'leases Lease ns - - -'],
  ['discovery.k8s.io', 'v1', 'endpointslices EndpointSlice ns - - -'],
  ['events.k8s.io', 'v1', 'events Event ns ev - -'],
  ['flowcontrol.apiserver.k8s.io', 'v1', 'flowschemas FlowSchema cluster - - status'],
  [
    'flowcontrol.apiserver.k8s.io',
    'v1',
    'prioritylevelconfigurations PriorityLevelConfiguration cluster - - status',
  ],
  ['networking.k8s.io', 'v1', 'ingressclasses IngressClass cluster - - -'],
  ['networking.k8s.io', 'v1', 'ingresses Ingress ns ing - status'],
  ['networking.k8s.io', 'v1', 'networkpolicies NetworkPolicy ns netpol - -'],
  ['node.k8s.io', 'v1', 'runtimeclasses RuntimeClass cluster - - -'],
  ['policy', 'v1', 'poddisruptionbudgets PodDisruptionBudget ns pdb - status'],
  ['rbac.authorization.k8s.io', 'v1', 'clusterrolebindings ClusterRoleBinding cluster - - -'],
  ['rbac.authorization.k8s.io', 'v1', 'clusterroles ClusterRole cluster - - -'],
  ['rbac.authorization.k8s.io', 'v1', 'rolebindings RoleBinding ns - - -'],
  ['rbac.authorization.k8s.io', 'v1', 'roles Role ns - - -'],
  ['scheduling.k8s.io', 'v1', 'priorityclasses PriorityClass cluster pc - -'],
  ['storage.k8s.io', 'v1', 'csidrivers CSIDriver cluster - - -'],
  ['storage.k8s.io', 'v1', 'csinodes CSINode cluster - - -'],
  ['storage.k8s.io', 'v1', 'storageclasses StorageClass cluster sc - -'],
  ['storage.k8s.io', 'v1', 'volumeattachments VolumeAttachment cluster - - status'],
];

/** The kinds every 1.36 API server of the demo serves, without those that CRDs add. */
export const BUILT_IN_TYPES: readonly ResourceType[] = ROWS.map(fromRow);

/** Returns the kinds that the CustomResourceDefinitions among the objects add. */
export function customTypes(definitions: readonly RawObject[]): ResourceType[] {
  return definitions.map((definition) => {
    const names = read(definition, 'spec', 'names');
    const served = readList(definition, 'spec', 'versions').filter((one) => read(one, 'served') === true);
    return {
      group: readText(definition, 'spec', 'group'),
      versions: served.map((one) => readText(one, 'name')),
      resource: readText(names, 'plural'),
      kind: readText(names, 'kind'),
      singular: readText(names, 'singular'),
      namespaced: readText(definition, 'spec', 'scope') === 'Namespaced',
      shortNames: readList(names, 'shortNames').map(String),
      categories: readList(names, 'categories').map(String),
      verbs: ALL_VERBS,
      subresources: [{ name: 'status', kind: readText(names, 'kind'), verbs: ['get', 'patch', 'update'] }],
    };
  });
}

function fromRow([group, versions, row]: readonly [string, string, string]): ResourceType {
  const [resource = '', kind = '', scope = '', shortNames, categories, subresources, verbs] = row.split(' ');
  return {
    group,
    versions: versions.split(','),
    resource,
    kind,
    singular: kind.toLowerCase(),
    namespaced: scope === 'ns',
    shortNames: listOf(shortNames),
    categories: listOf(categories),
    verbs: verbs === undefined ? ALL_VERBS : verbs.split(','),
    subresources: listOf(subresources, ';').map((entry) => {
      const [name = '', rest] = entry.split('=');
      const [subKind = kind, subVerbs = 'get,patch,update'] = rest?.split(':') ?? [];
      return { name, kind: subKind, verbs: subVerbs.split(',') };
    }),
  };
}

function listOf(text: string | undefined, separator = ','): string[] {
  return text === undefined || text === '-' ? [] : text.split(separator);
}
