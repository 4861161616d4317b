import type { Criterion } from '@second-story/meeting'

export const criterionTitles: Readonly<Record<Criterion, string>> = {
  outage: 'An outage was declared',
  degraded: 'A service was degraded for some time',
  'manual-step': 'A human had to step in',
  requested: 'Somebody asked for it',
  'near-miss': 'A near miss',
}
