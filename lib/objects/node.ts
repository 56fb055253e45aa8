import type { Node } from '#lib/model/node.ts';
import { each, inside, optionalRecord } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';

/** Heartbeats change with every reading and say nothing of the posture. */
function condition(raw: Raw): Raw {
  const { lastHeartbeatTime: _beat, lastTransitionTime: _transition, message: _message, ...rest } = raw;
  return rest;
}

function status(raw: Raw): Node['status'] {
  const { images: _images, volumesInUse: _used, volumesAttached: _attached, ...rest } = raw;
  each(raw['addresses'], 'addresses', (address) => address);
  optionalRecord(raw['nodeInfo'], 'nodeInfo');
  const conditions = each(raw['conditions'], 'conditions', condition);
  const out: Raw = conditions === undefined ? rest : { ...rest, conditions };
  return out;
}

/** Returns the record of a Node, without its image list and heartbeats. */
export function reshapeNode(raw: Raw, type: ObjectType): Node {
  const spec = optionalRecord(raw['spec'], 'spec') ?? {};
  each(spec['taints'], 'spec.taints', (taint) => taint);
  return { ...objectHead(raw, type), spec, status: inside(raw['status'], 'status', status) ?? {} };
}
