import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { outsidePaths, type OutsidePath } from '#lib/analysis/network/paths/outside-paths.ts';
import { pathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { Collected } from '#lib/model/collected.ts';
import type { Service } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';
import { node, service } from '#lib/testing/builders/cluster.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';

/** Pods behind a load balancer. */
export interface Door {
  readonly pod: Pod;
  readonly service: Service;
}

/** Returns a controller that stands behind a load balancer, by the name its chart gives it. */
export function controllerDoor(
  name: string,
  { args = [], app = name }: { readonly args?: readonly string[]; readonly app?: string } = {},
): Door {
  const labels = { 'app.kubernetes.io/name': app, instance: name };
  const ports = [{ port: 443, protocol: 'TCP' }];
  const spec = { containers: [{ name: 'main', image: 'registry.example/edge:1', args }] };
  return {
    pod: livePod(name, { namespace: 'edge', labels, node: 'n1', ip: `10.0.2.${name.length}`, spec }),
    service: service(name, {
      namespace: 'edge',
      labels,
      spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', selector: labels, ports },
    }),
  };
}

const WEB = livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.1.1' });
const WEB_SERVICE = service('web', {
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] },
});

/** Who serves an Ingress or a Gateway to the service `shop/web`. */
export interface ServingCase {
  readonly name: string;
  readonly doors: readonly Door[];
  readonly given: GivenSlices;
  readonly replaced?: Readonly<Record<string, Collected<never>>>;
  /** The pods that serve it and the verdict. */
  readonly expect: string;
}

/** Returns the ways through Ingresses or Gateways, and as a text who serves each and what comes of it. */
export function servingOf({ doors, given, replaced = {} }: ServingCase, way: 'Ingress' | 'Gateway') {
  const { slices } = inventory(
    {
      nodes: [node('n1', { internalIP: '192.168.0.1' })],
      pods: [WEB, ...doors.map(({ pod }) => pod)],
      services: [WEB_SERVICE, ...doors.map((door) => door.service)],
      ...given,
    },
    { endpointSlices: { state: 'not-given', gaps: [] }, ...replaced },
  );
  const scene = pathScene(reachOfSlices(slices, { profile: 'calico' }).reach, slices);
  const paths = outsidePaths(scene).filter((path) => path.way === way);
  return { paths, text: paths.map(textOf).join() };
}

function textOf({ steps, verdict }: OutsidePath): string {
  const [first] = steps;
  return `${first === undefined ? 'nobody known' : first.to.replace(/\[\w+\]$/, '')} ${verdict}`;
}
