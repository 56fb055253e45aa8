import { fieldLists } from '#lib/analysis/network/reach/raw-fields.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Route } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import { noClass, type Serving } from './front-doors.ts';
import type { PathScene } from './path-scene.ts';
import { publishedServices } from './published-services.ts';

const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/**
 * Returns who serves a Gateway (SV-7): the services that its controller made for it, or those whose address the
 * Gateway says it has. Nobody does where its class is not there, or no controller has accepted it.
 */
export function gatewayServing(scene: PathScene, gateway: Route): Serving {
  const { metadata, spec, status = {} } = gateway;
  const made = scene.services.filter(
    (service) =>
      service.metadata.namespace === metadata.namespace &&
      service.metadata.labels?.[GATEWAY_LABEL] === metadata.name,
  );
  const addresses = fieldLists(status['addresses']).map(({ value }) => value);
  const doors = made.length > 0 ? made : publishedServices(scene, addresses);
  if (doors.length > 0) return { doors, nobody: null, doubt: null };
  const serving = servingByClass(scene, spec['gatewayClassName']);
  // Whoever wrote down its address serves it.
  return addresses.length > 0 ? { ...serving, nobody: null } : serving;
}

function servingByClass({ classes }: PathScene, named: unknown): Serving {
  const { items, read } = classes.Gateway;
  const name = typeof named === 'string' ? named : '';
  const class_ = items.find((one) => one.metadata.name === name);
  if (class_ !== undefined) return ofClass(class_);
  if (read === 'some') return { doors: [], nobody: null, doubt: UNREAD_CLASSES };
  return { doors: [], nobody: read === 'all' ? noClass('GatewayClass', name) : null, doubt: null };
}

function ofClass({ metadata, spec, status = {} }: SpecObject): Serving {
  const accepted = fieldLists(status['conditions']).find(({ type }) => type === 'Accepted');
  const { name } = metadata;
  if (accepted !== undefined && accepted['status'] !== 'True') {
    const why = text(
      `no controller has accepted its GatewayClass ${name}`,
      `没有控制器接受它的 GatewayClass ${name}`,
    );
    return { doors: [], nobody: why, doubt: null };
  }
  const controller = String(spec['controllerName']);
  return {
    doors: [],
    nobody: null,
    doubt: text(
      `its class ${name} is served by the controller ${controller}, whose pods are not known here`,
      `其 GatewayClass ${name} 由控制器 ${controller} 处理，此处无法识别该控制器的 Pod`,
    ),
  };
}

const UNREAD_CLASSES = text(
  'the GatewayClasses could not all be read, so its controller is not known',
  '未能读取全部 GatewayClass，因此不知道由哪个控制器处理',
);
