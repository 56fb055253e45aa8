import type { ApiClient } from './api-client.ts';
import { deploymentsOf, frameOf, podsOf, replicaSetOf, type Creation, type KubeJson } from './story.ts';

const CONNECTIONS = 40;

export interface StorySize {
  readonly namespaces: number;
  /** Two pods each. */
  readonly deployments: number;
}

/** Fills a cluster: the frame first, then Deployments with the ReplicaSets and pods their controllers would make. */
export async function loadStory(admin: ApiClient, size: StorySize): Promise<void> {
  const frame = frameOf(size.namespaces);
  const isNamespace = ({ object }: Creation): boolean => object.kind === 'Namespace';
  await createAll(admin, frame.filter(isNamespace));
  await createAll(
    admin,
    frame.filter((creation) => !isNamespace(creation)),
  );
  const deployments = await createAll(admin, deploymentsOf(size.namespaces, size.deployments));
  const replicaSets = await createAll(
    admin,
    deployments.map((made) => replicaSetOf(made, uidOf(made))),
  );
  await createAll(
    admin,
    replicaSets.flatMap((made) => podsOf(made, uidOf(made))),
  );
}

/** Creates all objects over a few connections and returns them as the server stored them, in order. */
async function createAll(admin: ApiClient, creations: readonly Creation[]): Promise<KubeJson[]> {
  const made: KubeJson[] = [];
  const entries = creations.entries();
  const lane = async (): Promise<void> => {
    for (const [index, { path, object }] of entries) {
      const created = (await admin.create(path, object)) as KubeJson;
      // A 409 answers with a Status: what was asked for stands then.
      made[index] = created.kind === object.kind ? created : object;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return made;
}

function uidOf(object: KubeJson): string {
  return String(object.metadata['uid']);
}
