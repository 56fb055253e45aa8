import { forgetRemovedContexts } from '#lib/store/removed-contexts.ts';
import type { Store } from '#lib/store/open-store.ts';
import { registerContexts } from './register-contexts.ts';

/** Brings back the contexts whose clusters were removed; those of the demo follow when the scanner next looks. */
export function restoreContexts(store: Store): void {
  forgetRemovedContexts(store);
  registerContexts(store, { demoKubeconfig: null });
}
