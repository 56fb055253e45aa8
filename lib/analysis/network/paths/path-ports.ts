import { openPorts, type UnknownParty } from '#lib/analysis/network/reach/answer-question.ts';
import { answerPath } from './answer-path.ts';
import type { PathScene } from './path-scene.ts';
import { serviceTarget } from './service-target.ts';

/** Ports that are open for certain and those of which it cannot be told, as texts. */
export interface OpenPorts {
  readonly must: string;
  readonly perhaps: string;
}

/** Returns the ports that are open between two sides; to a service, those that it offers. */
export function pathPorts(scene: PathScene, from: string, to: string): OpenPorts | UnknownParty {
  const target = serviceTarget(scene, { to, port: 0, protocol: 'TCP' });
  if (target === null) return openPorts(scene.reach, from, to);
  if (target === 'no-service') {
    const found = answerPath(scene, { from, to, port: 0, protocol: 'TCP' });
    return 'problem' in found ? found : { must: '', perhaps: '' };
  }
  const open: string[] = [];
  const unsure: string[] = [];
  for (const { port, protocol } of target.service.spec.ports ?? []) {
    const answer = answerPath(scene, { from, to, port, protocol });
    if ('problem' in answer) return answer;
    if (answer.verdict === 'allowed') open.push(`${protocol} ${port}`);
    if (answer.verdict === 'unknown') unsure.push(`${protocol} ${port}`);
  }
  return { must: open.join(','), perhaps: unsure.join(',') };
}
