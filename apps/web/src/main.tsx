import './design/tokens.css'
import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { applyAppearance } from './design/appearance.ts'

applyAppearance()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has an element with the id root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
