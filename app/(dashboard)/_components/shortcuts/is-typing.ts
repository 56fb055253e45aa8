/** Inputs that take no letters, so that a key pressed on them is free. */
const LETTERLESS = new Set(['button', 'checkbox', 'radio', 'reset', 'submit']);

/** Returns whether a key pressed here belongs to what is focused: a field, a list, an open menu. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !LETTERLESS.has(target.type);
  return (
    target.isContentEditable ||
    target.matches('textarea, select') ||
    // A menu finds its entries by their first letter.
    target.closest('[role=menu], [role=listbox]') !== null
  );
}
