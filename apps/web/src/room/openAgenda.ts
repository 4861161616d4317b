/** Fetches the dialog in which facilitators change the agenda. */
export const loadAgenda = async () => ({ default: (await import('./agenda/AgendaDialog.tsx')).AgendaDialog })
