import { InstantSchema, knownZone, type Review, safeLink } from '@second-story/meeting'
import type { ExportOptions } from '../exportReview.ts'
import { momentAt } from './moments.ts'
import { type Block, link, paragraph, text } from './nodes.ts'

/** When this was taken and from where, and what isn't in it: a reader can't miss what they are told is missing. */
export function footBlocks({ details }: Review, { exportedAt, link: address }: ExportOptions): [Block, Block, Block] {
  const when = InstantSchema.safeParse(exportedAt).success ? momentAt(exportedAt, details.zone) : exportedAt
  const from = address !== undefined && safeLink(address) !== null ? [text(' from '), link(address, address)] : []
  return [
    { type: 'thematicBreak' },
    paragraph(`Exported on ${when}`, ...from, `. Times are told in the zone ${knownZone(details.zone)}.`),
    paragraph(
      'Not included: parked ideas that were never opened, ideas that their authors withdrew, and the facilitators’ private notes.',
    ),
  ]
}
