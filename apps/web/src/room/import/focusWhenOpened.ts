/**
 * Marks what has the focus once the dialog around it opens. React only calls `focus()`, which the dialog's own `showModal` undoes: that
 * heeds the attribute alone.
 */
export function focusWhenOpened(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '')
}
