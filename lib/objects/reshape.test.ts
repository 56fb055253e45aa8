import { describe, expect, test } from 'vitest';
import { MalformedObject } from './malformed-object.ts';
import { reshape } from './reshape.ts';

const POD = { apiVersion: 'v1', kind: 'Pod' };
const metadata = { name: 'web', namespace: 'shop' };
const container = { name: 'app', image: 'registry.example/app:1.2.3' };

function pod(spec: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return reshape(
    'pods',
    { metadata: { ...metadata, ...more }, spec: { containers: [container], ...spec } },
    POD,
  );
}

function podOf(fields: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return pod({ containers: [{ ...container, ...fields }] }, more).spec.containers[0];
}

function pathOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof MalformedObject) return error.path;
    throw error;
  }
  return 'nothing thrown';
}

describe('what the API server would fill in', () => {
  test('a bare manifest and the pod the API serves for it give the same record', () => {
    const written = { metadata, spec: { containers: [{ ...container, ports: [{ containerPort: 80 }] }] } };
    const served = {
      metadata: { ...metadata, managedFields: [{ manager: 'kubectl' }], resourceVersion: '7' },
      spec: {
        containers: [
          {
            ...container,
            imagePullPolicy: 'IfNotPresent',
            ports: [{ containerPort: 80, protocol: 'TCP' }],
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
          },
        ],
        dnsPolicy: 'ClusterFirst',
        enableServiceLinks: true,
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        securityContext: {},
        serviceAccount: 'default',
        serviceAccountName: 'default',
        terminationGracePeriodSeconds: 30,
      },
      status: {},
    };
    expect(reshape('pods', written, POD)).toEqual(reshape('pods', served, POD));
  });

  test('the old field serviceAccount names the account where the new one is missing', () => {
    expect(pod({ serviceAccount: 'robot' }).spec.serviceAccountName).toBe('robot');
    expect(pod({ serviceAccount: 'old', serviceAccountName: 'new' }).spec.serviceAccountName).toBe('new');
  });

  test('a static pod has no service account, and none is made up', () => {
    const mirror = { annotations: { 'kubernetes.io/config.mirror': 'hash' } };
    expect(pod({}, mirror).spec).not.toHaveProperty('serviceAccountName');
    expect(pod({}).spec.serviceAccountName).toBe('default');
  });

  test.each([
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    ['registry:5000/nginx', 'Always'],
    ['nginx:1.27', 'IfNotPresent'],
    ['nginx@sha256:00', 'IfNotPresent'],
  ])('image %s is pulled %s', (image, policy) => {
    expect(podOf({ image })?.imagePullPolicy).toBe(policy);
  });

  test('on the host network a port is a host port', () => {
    const ports = [{ containerPort: 9100 }];
    const onHost = pod({ hostNetwork: true, containers: [{ ...container, ports }] });
    expect(onHost.spec.containers[0]?.ports).toEqual([
      { containerPort: 9100, hostPort: 9100, protocol: 'TCP' },
    ]);
    expect(podOf({ ports })?.ports).toEqual([{ containerPort: 9100, protocol: 'TCP' }]);
  });

  test('a volume without a source is an empty directory', () => {
    const { volumes } = pod({ volumes: [{ name: 'a' }, { name: 'b', hostPath: { path: '/' } }] }).spec;
    expect(volumes).toEqual([
      { name: 'a', emptyDir: {} },
      { name: 'b', hostPath: { path: '/', type: '' } },
    ]);
  });

  test.each([
    ['no rules at all isolate ingress', {}, ['Ingress']],
    ['egress rules isolate both ways', { egress: [{}] }, ['Ingress', 'Egress']],
    ['an empty list of egress rules isolates ingress only', { egress: [] }, ['Ingress']],
    ['named types stay', { policyTypes: ['Egress'] }, ['Egress']],
  ])('policy types: %s', (_, spec, expected) => {
    const type = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
    expect(reshape('networkPolicies', { metadata, spec }, type).spec.policyTypes).toEqual(expected);
  });

  test('a service without a type is reached inside the cluster, its ports lead to themselves over TCP', () => {
    const service = reshape(
      'services',
      { metadata, spec: { ports: [{ port: 80 }] } },
      { apiVersion: 'v1', kind: 'Service' },
    );
    expect(service.spec).toEqual({
      type: 'ClusterIP',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
  });

  test('subjects get the group their kind belongs to, and a binding without subjects binds nobody', () => {
    const type = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' };
    const roleRef = { kind: 'ClusterRole', name: 'view' };
    const subjects = [
      { kind: 'User', name: 'ann' },
      { kind: 'ServiceAccount', name: 'bot', namespace: 'shop' },
    ];
    const bound = reshape('clusterRoleBindings', { metadata: { name: 'b' }, roleRef, subjects }, type);
    expect(bound.subjects.map(({ apiGroup }) => apiGroup)).toEqual(['rbac.authorization.k8s.io', '']);
    expect(bound.roleRef.apiGroup).toBe('rbac.authorization.k8s.io');
    expect(reshape('clusterRoleBindings', { metadata: { name: 'b' }, roleRef }, type).subjects).toEqual([]);
  });

  test('a namespace from a file carries its name as a label; one that an old server served does not', () => {
    const type = { apiVersion: 'v1', kind: 'Namespace' };
    const label = 'kubernetes.io/metadata.name';
    expect(reshape('namespaces', { metadata: { name: 'a' } }, type).metadata.labels).toEqual({
      [label]: 'a',
    });
    expect(
      reshape('namespaces', { metadata: { name: 'a', uid: '1' } }, type).metadata.labels,
    ).toBeUndefined();
  });

  test('a replication controller selects by labels like the others', () => {
    const type = { apiVersion: 'v1', kind: 'ReplicationController' };
    const spec = { template: { metadata: { labels: { app: 'x' } }, spec: { containers: [container] } } };
    expect(reshape('replicationControllers', { metadata, spec }, type).spec.selector).toEqual({
      matchLabels: { app: 'x' },
    });
  });
});

describe('what stays', () => {
  test('fields that are not known survive wherever they stand', () => {
    const shaped = reshape(
      'pods',
      {
        metadata,
        futureTop: 1,
        spec: { futureSpec: 2, containers: [{ ...container, futureField: { a: 3 } }] },
      },
      POD,
    );
    expect(shaped).toMatchObject({
      futureTop: 1,
      spec: { futureSpec: 2, containers: [{ futureField: { a: 3 } }] },
    });
  });

  test('reshaping a record again changes nothing', () => {
    const once = pod({ volumes: [{ name: 'a' }], initContainers: [container] });
    expect(reshape('pods', once, POD)).toEqual(once);
  });
});

describe('a pod that was cut down', () => {
  test('has its containers without a name under one of their own, and none where none are told', () => {
    const { spec } = pod({ containers: [{ ports: [] }, { name: 'web' }, {}] });
    expect(spec.containers.map(({ name }) => name)).toEqual(['unnamed-1', 'web', 'unnamed-2']);
    expect(reshape('pods', { metadata, spec: {} }, POD).spec.containers).toEqual([]);
  });
});

describe('an object of the wrong shape names the field', () => {
  test.each([
    ['no object', () => reshape('pods', 'text', POD), ''],
    ['no name', () => reshape('pods', { metadata: {}, spec: {} }, POD), 'metadata.name'],
    ['a number as a label', () => pod({}, { labels: { a: 1 } }), 'metadata.labels.a'],
    ['text as a switch', () => pod({ hostNetwork: 'yes' }), 'spec.hostNetwork'],
    ['a map for a list', () => pod({ containers: {} }), 'spec.containers'],
    ['a null container', () => pod({ containers: [container, null] }), 'spec.containers[1]'],
    [
      'a nested field',
      () => podOf({ securityContext: { capabilities: { add: 'ALL' } } }),
      'spec.containers[0].securityContext.capabilities.add',
    ],
    [
      'a template within a template',
      () =>
        reshape(
          'cronJobs',
          {
            metadata,
            spec: {
              schedule: '@daily',
              jobTemplate: { spec: { template: { spec: { containers: [{ name: 1 }] } } } },
            },
          },
          { apiVersion: 'batch/v1', kind: 'CronJob' },
        ),
      'spec.jobTemplate.spec.template.spec.containers[0].name',
    ],
    [
      'a rule’s verbs as one text',
      () =>
        reshape(
          'roles',
          { metadata, rules: [{ verbs: 'get' }] },
          { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
        ),
      'rules[0].verbs',
    ],
  ])('%s', (_, run, path) => {
    expect(pathOf(run)).toBe(path);
  });
});
