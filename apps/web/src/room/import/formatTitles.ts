import type { ImportFormat } from '@second-story/formats'

/** What each kind of source is called, and what is counted in it. */
export const formatTitles: Readonly<
  Record<ImportFormat, { readonly title: string; readonly one: string; readonly many: string }>
> = {
  text: { title: 'Timeline as text', one: 'row', many: 'rows' },
  'copied-chat': { title: 'Chat that was copied', one: 'message', many: 'messages' },
  slack: { title: 'Slack export', one: 'message', many: 'messages' },
  pagerduty: { title: 'PagerDuty', one: 'event', many: 'events' },
  alertmanager: { title: 'Prometheus Alertmanager', one: 'event', many: 'events' },
  grafana: { title: 'Grafana alerts', one: 'event', many: 'events' },
  opsgenie: { title: 'Opsgenie', one: 'event', many: 'events' },
  statuspage: { title: 'Statuspage', one: 'update', many: 'updates' },
  github: { title: 'GitHub issue', one: 'entry', many: 'entries' },
  table: { title: 'Table', one: 'row', many: 'rows' },
}
