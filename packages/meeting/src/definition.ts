/** What blameless means here, quoted with its source: the ground of every meeting, one click away all along. */
export const definition = {
  text: 'Every person made the correct decision at every point along the way, given the information that was available to them at the time.',
  source: 'Conducting Blameless Postmortems, PyCascades 2019',
} as const
