export { echoed, visible, visibleLines } from '../src/adapters/visible.ts'
