import { DemoTag } from '#components/scan/demo-tag.tsx';
import { StateDot } from '#components/scan/state-dot.tsx';
import type { FrameCluster } from '#lib/questions/frame-scope.ts';

/** A cluster by its name, with how its last scan stands and whether it is the demo's. */
export function ClusterName({ cluster }: { cluster: FrameCluster }) {
  return (
    <>
      <StateDot status={cluster.status} />
      <span className="min-w-0 truncate font-medium">{cluster.name}</span>
      {cluster.demo ? <DemoTag /> : null}
    </>
  );
}
