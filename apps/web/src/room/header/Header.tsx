import { BookOpen, Share2 } from 'lucide-react'
import { Button } from '../../design/Button.tsx'
import { Wordmark } from '../../design/Wordmark.tsx'
import { setRoomView } from '../roomView.ts'
import styles from './Header.module.css'
import { HeaderMenu } from './HeaderMenu.tsx'
import { MeetingTitle } from './MeetingTitle.tsx'
import { PeopleButton } from './PeopleButton.tsx'
import { PhaseClock } from './PhaseClock.tsx'
import { SaveStatus } from './SaveStatus.tsx'

/** Where we are, whether it is saved, who is here; and what must be one click away all along. */
export function Header() {
  return (
    <header className={styles['header']}>
      <Wordmark small />
      <div className={styles['where']}>
        <MeetingTitle />
        <PhaseClock />
      </div>
      <div className={styles['tools']}>
        <SaveStatus />
        <PeopleButton />
        <Button onClick={() => setRoomView({ isDefinitionOpen: true })} className={styles['tool']}>
          <BookOpen aria-hidden size={16} />
          <span className={styles['words']}>The definition</span>
        </Button>
        <Button onClick={() => setRoomView({ isShareOpen: true })} className={styles['tool']}>
          <Share2 aria-hidden size={16} />
          <span className={styles['words']}>Share</span>
        </Button>
        <HeaderMenu />
      </div>
    </header>
  )
}
