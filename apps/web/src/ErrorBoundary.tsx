import { Component, type ReactNode } from 'react'
import { Message } from './design/Message.tsx'

/** The last resort of a page, or of an area of it: says what happened, that nothing is lost, and what to do. */
export class ErrorBoundary extends Component<{ area?: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Message
        title={`${this.props.area ?? 'This page'} could not be shown.`}
        actions={[
          { label: 'Try again', onPress: () => this.setState({ failed: false }) },
          { label: 'Reload the page', onPress: () => location.reload() },
        ]}
      >
        That is a fault of ours, not yours. What you wrote is kept; trying again or reloading usually brings it back.
      </Message>
    )
  }
}
