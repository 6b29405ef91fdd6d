export { echoed, quote, visible, visibleJson, visibleLines } from '../src/adapters/visible.ts'
