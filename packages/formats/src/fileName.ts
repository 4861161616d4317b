import type { Review } from '@second-story/meeting'

/**
 * `2018-02-10-visual-guide-outage.md`: the incident's date, then the title. Letters a to z, digits and hyphens only, so that the name
 * means the same to every file system, shell and HTTP header; a title without any of them is `postmortem`.
 */
export function fileNameOf({ details }: Pick<Review, 'details'>, extension: string): string {
  const title = details.title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxTitleLength)
    .replace(/^-+|-+$/g, '')
  const date = details.incidentDate !== null && /^\d{4}-\d\d-\d\d$/.test(details.incidentDate) ? `${details.incidentDate}-` : ''
  return `${date}${title || 'postmortem'}.${extension}`
}

const maxTitleLength = 80
