import { useEffect, useRef, useState, type RefObject } from 'react';
import { nextCell, type Place } from './next-cell.ts';

/** Moves the focus between the cells of a matrix by keys; a cell that was not in the page is scrolled to first. */
export function useCellKeys(
  frame: RefObject<HTMLDivElement | null>,
  { count, show }: { readonly count: number; readonly show: (place: Place) => void },
) {
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const wanted = useRef<Place | null>(null);
  // After every render: the cell may appear only once the page has scrolled.
  useEffect(() => {
    const place = wanted.current;
    if (place === null) return;
    const cell = frame.current?.querySelector<HTMLElement>(`[data-cell="${place.row}:${place.column}"]`);
    if (cell === null || cell === undefined) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
  });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const from = placeOf(event.target);
      const next = from === null ? null : nextCell(from, event, count);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      wanted.current = next;
      show(next);
      setActive(next);
    };
    const onFocus = (event: FocusEvent): void => {
      const place = placeOf(event.target);
      if (place !== null) setActive(place);
    };
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('focusin', onFocus);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('focusin', onFocus);
    };
  }, [frame, count, show]);
  return active;
}

function placeOf(target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
  const [row, column] = (cell?.dataset['cell'] ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}
