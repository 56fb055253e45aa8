import type { Route } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import type { Serving } from './front-doors.ts';
import { gatewayServing } from './gateway-doors.ts';
import type { PathScene } from './path-scene.ts';
import { attachmentOf, mayRefer } from './route-attachment.ts';
import { parentGateways, type RouteTarget } from './route-targets.ts';

/** Returns who serves a route of the Gateway API on its way to one service: the Gateways it hangs on (SV-7). */
export function routeServing(scene: PathScene, route: Route, target: RouteTarget): Serving {
  const parents = new Set(parentGateways(route));
  const gateways = scene.gateways.filter(({ metadata }) =>
    parents.has(`${metadata.namespace ?? 'default'}/${metadata.name}`),
  );
  const isAbroad = target.namespace !== (route.metadata.namespace ?? 'default');
  const all = gateways.map((gateway): Serving => {
    const attachment = attachmentOf(scene, route, gateway);
    if (attachment.is === 'no') return { doors: [], nobody: attachment.why, doubt: null };
    if (attachment.is === 'unknown') return { doors: [], nobody: null, doubt: attachment.why };
    const isGranted = isAbroad ? mayRefer(route, gateway) : true;
    if (isGranted === null) return { doors: [], nobody: null, doubt: GRANT_UNREAD };
    return isGranted ? gatewayServing(scene, gateway) : { doors: [], nobody: NOT_GRANTED, doubt: null };
  });
  return anyOf(all);
}

/** Nobody serves a route only where that is so of every Gateway it hangs on. */
function anyOf(all: readonly Serving[]): Serving {
  return {
    doors: all.flatMap(({ doors }) => doors),
    nobody: all.every((one) => one.nobody !== null) ? (all[0]?.nobody ?? null) : null,
    doubt: all.find(({ doubt }) => doubt !== null)?.doubt ?? null,
  };
}

const NOT_GRANTED = text(
  'it names a service of another namespace, and its Gateway found no grant for that there',
  '它引用了其他命名空间的 Service，而 Gateway 在那里没有找到相应的授权',
);
const GRANT_UNREAD = text(
  'it names a service of another namespace, and whether a grant there allows that is not known',
  '它引用了其他命名空间的 Service，而那里是否有授权允许此引用并不清楚',
);
