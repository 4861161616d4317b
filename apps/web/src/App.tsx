import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Announcer } from './design/announce.tsx'
import { Loading } from './design/Loading.tsx'
import { ensureTemporal } from './ensureTemporal.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { HomePage } from './home/HomePage.tsx'
import { NotFoundPage } from './home/NotFoundPage.tsx'
import { MeetingPage } from './join/MeetingPage.tsx'

const NewMeetingPage = lazy(async () => {
  const [module] = await Promise.all([import('./home/NewMeetingPage.tsx'), ensureTemporal()])
  return { default: module.NewMeetingPage }
})
const RoomPage = lazy(async () => {
  const [module] = await Promise.all([import('./room/RoomPage.tsx'), ensureTemporal()])
  return { default: module.RoomPage }
})
const ScreenPage = lazy(async () => {
  const [module] = await Promise.all([import('./screen/ScreenPage.tsx'), ensureTemporal()])
  return { default: module.ScreenPage }
})

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
