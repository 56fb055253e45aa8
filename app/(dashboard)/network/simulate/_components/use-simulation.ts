import { useLocale } from 'next-intl';
import { useCallback, useState } from 'react';
import type { Simulation, SimulateAsk, TextProblem } from '#lib/questions/network/network-asks.ts';

interface Fault {
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

type SimulationState =
  | { readonly kind: 'none' | 'busy' }
  | { readonly kind: 'known'; readonly simulation: Simulation }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

/** Asks the server what policies would change; the answer to the last question is the one that is shown. */
export function useSimulation(scanId: string): {
  readonly state: SimulationState;
  readonly simulate: (ask: SimulateAsk) => void;
} {
  const locale = useLocale();
  const [state, setState] = useState<SimulationState>({ kind: 'none' });
  const simulate = useCallback(
    (ask: SimulateAsk) => {
      setState({ kind: 'busy' });
      void post(`/api/scans/${scanId}/network/simulation`, ask).then((answer) => {
        if ('simulation' in answer) return setState({ kind: 'known', simulation: answer.simulation });
        const faults =
          typeof answer.why === 'string'
            ? [{ line: null, column: null, message: answer.why }]
            : answer.why.map((fault) => ({ ...fault, message: fault.message[locale] }));
        setState({ kind: 'refused', faults });
      });
    },
    [scanId, locale],
  );
  return { state, simulate };
}

type Answer = { readonly simulation: Simulation } | { readonly why: string | readonly TextProblem[] };

async function post(path: string, ask: SimulateAsk): Promise<Answer> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask),
    });
    if (answer.ok) return { simulation: (await answer.json()) as Simulation };
    const problem = (await answer.json()) as { detail?: string; faults?: readonly TextProblem[] };
    return { why: problem.faults ?? problem.detail ?? String(answer.status) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
