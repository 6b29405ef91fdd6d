import { section } from '../section.ts'

const page = 'EpochTracker.md'

export const title = section(
  { page, section: 'EpochTracker' },
  {
    fixme: '85b49a8b3433b6ac8269b94a86b4007120471df2f147f7526bea5acce8febd16',
  },
)

export const getCurrentEpoch = section(
  { page, section: 'Current Epoch -- `getCurrentEpoch` Method' },
  {
    signature: '418400aa492a417df19ffe09b1e3fdbf16a32d6ebcdd0e8569af7edba35b2a3e',
    fixme: '473e98216ee972f19ae2163b9f28e29e33af4f2493eb969dd03650692921d374',
    usedWhen: 'd02f4240324b932de82563fde2c98cb50c8657a18ddcaacb3aa17b3f47c4ed1f',
  },
)

export const incrementCurrentEpoch = section(
  { page, section: 'Advancing (Incrementing) Epoch -- `incrementCurrentEpoch` Method' },
  {
    signature: '442b08ea0a42b58ae121269526128203d84506a33499622ea8771e1ffaf98d57',
    fixme: 'a416b56ca7b6beceaae6bd32671c1bdf7d5f03b8b074a696bcb2b4ddf5c681c9',
    usedWhen: '4401bc459c8f381c4b4c16e0962fed22df5f4666b22cf1f9b8c2f027217cbe1b',
  },
)
