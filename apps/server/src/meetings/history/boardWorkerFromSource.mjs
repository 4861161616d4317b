// Starts boardWorker.ts where there is no build: development and tests. Node's `--import tsx` does not reach worker threads on Node 20.
import { register } from 'tsx/esm/api'

register()
await import('./boardWorker.ts')
