import { useLocation } from 'wouter'
import { Message } from '../design/Message.tsx'

export function NotFoundPage() {
  const [, go] = useLocation()
  return (
    <Message title="There is no such page." actions={[{ label: 'To the start', onPress: () => go('/') }]}>
      Perhaps the address was cut off on its way to you. A meeting’s link ends in # and a long key: all of it is needed.
    </Message>
  )
}
