import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Announcer } from './design/announce.tsx'
import { Loading } from './design/Loading.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { HomePage } from './home/HomePage.tsx'
import { NotFoundPage } from './home/NotFoundPage.tsx'
import { MeetingPage } from './join/MeetingPage.tsx'

const NewMeetingPage = lazy(async () => ({ default: (await import('./home/NewMeetingPage.tsx')).NewMeetingPage }))
const RoomPage = lazy(async () => ({ default: (await import('./room/RoomPage.tsx')).RoomPage }))
const ScreenPage = lazy(async () => ({ default: (await import('./screen/ScreenPage.tsx')).ScreenPage }))

export function App() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <HomePage />
          </Route>
          <Route path="/new">
            <NewMeetingPage />
          </Route>
          <Route path="/m/:id/screen">
            {({ id }) => <MeetingPage id={id}>{(overview) => <ScreenPage overview={overview} />}</MeetingPage>}
          </Route>
          <Route path="/m/:id">
            {({ id }) => <MeetingPage id={id}>{(overview) => <RoomPage overview={overview} />}</MeetingPage>}
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
      <Announcer />
    </ErrorBoundary>
  )
}
