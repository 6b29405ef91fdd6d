export { echoed, quote, visible, visibleLines } from '../src/adapters/visible.ts'
