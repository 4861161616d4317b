import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react(), orderLayers()],
  // Two copies of yjs break shared documents without a word.
  resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'] },
  build: {
    target: 'es2023',
    // Every browser that has light-dark(), nesting and container queries: nothing is rewritten for older ones.
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    // One file compresses to two thirds of twenty, and no chunk waits for its own.
    cssCodeSplit: false,
    manifest: true,
    // The polyfill is an inline script, which the Content-Security-Policy forbids; every browser we support preloads by itself.
    modulePreload: { polyfill: false },
    // Data URLs would need an exception in the policy too.
    assetsInlineLimit: 0,
  },
  // What a worker loads only where it is needed stays apart too.
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: { '/api': server, '/healthz': server, '/sync': { target: server, ws: true } },
  },
})

/** Files of styles are loaded in whatever order the chunks come; which layer wins must not depend on it. */
function orderLayers(): Plugin {
  return {
    name: 'order-layers',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
        file.source = `@layer tokens,base,components;${String(file.source)}`
      }
    },
  }
}
