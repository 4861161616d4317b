import type { EntryKind } from '@second-story/meeting'
import { Eye, HandHelping, Hammer, Monitor, Scale, Signpost } from 'lucide-react'

export function KindIcon({ kind, size = 14 }: { kind: EntryKind; size?: number }) {
  const Icon = icons[kind]
  return <Icon aria-hidden size={size} />
}

const icons = {
  noticed: Eye,
  judged: Scale,
  decided: Signpost,
  did: Hammer,
  'asked-for-help': HandHelping,
  system: Monitor,
} as const satisfies Record<EntryKind, unknown>
