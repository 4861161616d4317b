/** What most people open late or never: one chunk, which `useLateParts` fetches. */
export { Coach } from '../../coach/Coach.tsx'
export { ImportHost } from '../ImportHost.tsx'
export { RefusedLine } from './RefusedLine.tsx'
export { ShareDialog } from './ShareDialog.tsx'
export { UnsavedDialog } from './UnsavedDialog.tsx'
