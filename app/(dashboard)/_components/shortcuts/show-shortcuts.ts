export const SHORTCUTS_DIALOG = 'shortcuts';

/** Opens the list of shortcuts, or closes it where it is open. The browser gives the focus back. */
export function showShortcuts(): void {
  const dialog = document.getElementById(SHORTCUTS_DIALOG);
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.open) dialog.close();
  else dialog.showModal();
}
