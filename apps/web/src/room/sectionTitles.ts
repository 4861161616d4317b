import type { Section } from '@second-story/meeting'

export const sectionTitles: Readonly<Record<Section, string>> = {
  background: 'Background',
  summary: 'Summary',
  impact: 'Impact',
  detection: 'Detection',
  trigger: 'Trigger',
  resolution: 'Resolution',
  supporting: 'Supporting information',
}
