import { describe, expect, it } from 'vitest';
import { gnp, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CalicoRule, NetworkManifests } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

/** A global policy that lets the database take this and nothing else. */
function taken(rule: Partial<CalicoRule>): NetworkManifests {
  return gnp({ a: { selector: "app == 'db'", ingress: [{ action: 'Allow', ...rule }] } });
}

const told = scenarioTeller((records, plane) => askNetwork(records, DATAPLANES[plane]), DATAPLANES.calico);

/** Who of `web`, `both` and `job` a selector lets through; `both` is the only one in two families. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  "app == 'web'": ['web'],
  'app == "web"': ['web'],
  "app != 'web'": ['both', 'job'],
  "track != 'x'": ['web', 'both', 'job'],
  "app in {'web', 'job'}": ['web', 'job'],
  "app not in {'web', 'job'}": ['both'],
  "track not in {'x'}": ['web', 'both', 'job'],
  "track in {'x'}": [],
  "app contains 'o'": ['both', 'job'],
  "track contains 'o'": [],
  "app starts with 'bo'": ['both'],
  "app ends with 'b'": ['web', 'job'],
  "app startswith 'bo'": ['both'],
  "app endswith'b'": ['web', 'job'],
  "app notin {'web', 'job'}": ['both'],
  'has(app)': ['web', 'both', 'job'],
  '!has(app)': [],
  'has(track)': [],
  'all()': ['web', 'both', 'job'],
  "app == 'web' || app == 'job' && has(track)": ['web'],
  "(app == 'web' || app == 'job') && !has(track)": ['web', 'job'],
  "!(app == 'web')": ['both', 'job'],
  "!(track == 'x')": ['web', 'both', 'job'],
  "!has(track) && app != 'job'": ['web', 'both'],
};

describe('CA-19: the selector', () => {
  it.each(Object.entries(SELECTORS))('%s matches %j', (selector, matching) => {
    const wanted = ['web', 'both', 'job'].map((name) => [
      `${name} > db 1`,
      matching.includes(name) ? 'allowed' : 'denied',
    ]);
    const answers = Object.fromEntries(wanted) as Scenario['answers'];
    const scenario = { rule: 'CA-19', shows: selector, with: taken({ source: { selector } }), answers };
    expect(told(scenario)).toEqual(answers);
  });
});
