import { describeMeetingRecords } from '../testing/describeMeetingRecords.ts'
import { storesOfThisFile } from './testing/stores.ts'

const { newPath, openStore } = await storesOfThisFile()

describeMeetingRecords('SQLite', (now) => openStore({ path: newPath(), now }))
