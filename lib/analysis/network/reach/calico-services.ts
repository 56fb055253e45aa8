import { text } from '#lib/model/text.ts';
import { parseCidr } from './address-ranges.ts';
import type { EntityContext } from './calico-entity.ts';
import type { EndpointSet, PortTerm } from './policy-ir.ts';
import { textOf, type Fields } from './raw-fields.ts';
import type { Lane } from './port-sets.ts';

interface ServicePart {
  readonly peer: EndpointSet;
  readonly ports: readonly PortTerm[];
}

const LANES: readonly Lane[] = ['TCP', 'UDP', 'SCTP'];

/** Returns the addresses and ports behind a service, one part for each of its slices; readiness does not matter (CA-17). */
export function calicoServices({ name, namespace }: Fields, context: EntityContext): ServicePart[] {
  const where = textOf(namespace) || context.namespace;
  if (textOf(namespace) === '') {
    context.report(
      'CA-17',
      text(
        'It names a service without its namespace; what that means is not defined.',
        '它引用的 Service 没有写明命名空间，其含义没有定义。',
      ),
    );
    return [{ peer: { op: 'doubt' }, ports: LANES.map((lane) => ({ lane, from: 0, to: 65_535 })) }];
  }
  const slices = context.cluster.endpointSlices.filter(
    ({ metadata }) =>
      metadata.namespace === where && metadata.labels?.['kubernetes.io/service-name'] === textOf(name),
  );
  if (slices.length === 0) return [{ peer: { op: 'none' }, ports: [] }];
  return slices.map(({ endpoints, ports }) => ({
    peer: {
      op: 'addresses',
      ranges: endpoints.flatMap(({ addresses }) => addresses.flatMap((one) => parseCidr(one) ?? [])),
    },
    ports: ports.flatMap(({ port, protocol }): PortTerm[] => {
      const lane = LANES.find((one) => one === (protocol ?? 'TCP'));
      if (lane === undefined) return [];
      return port === undefined ? [{ lane, from: 0, to: 65_535 }] : [{ lane, from: port, to: port }];
    }),
  }));
}
