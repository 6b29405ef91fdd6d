import { section } from '../section.ts'

const page = 'EpochCoordinatorRef.md'

export const title = section(
  { page, section: 'EpochCoordinatorRef' },
  {
    fixme: 'bc81d5ac9eff98f1989501b19f348a138ffbf2ba30f3b56e44be668ba0ad5719',
  },
)

export const create = section(
  { page, section: 'Creating Remote Reference to EpochCoordinator RPC Endpoint -- `create` Factory Method' },
  {
    signature: '4f7e7d30a2774cc2b167e302269543a2aca65bfb9256a4f22a6ff94f25010507',
    fixme: '9bfb7471812745b35032a396a8a090078949414833ba1bf74b507020840e4851',
    usedByQuery: 'e4afb9d5d606f9e269e19b77a6cd6fd8990eefc7ad7e778c108851d6dd54c804',
  },
)

export const get = section(
  { page, section: 'Getting Remote Reference to EpochCoordinator RPC Endpoint -- `get` Factory Method' },
  {
    signature: 'da4834a1d147845f1fb418b1f1125211cd36338ca08ae595e1e8566bc2fb7cfc',
    fixme: 'a4c3176af5c6e6b2a38493c3f322d249e78ed94a251fdd5a78720e8ac23fc2cd',
    usedBy: '0db3bf153a262c1d0e5261be0a5126fb2b58b3a17c1de3622586a6bae4982112',
    usedByScan: 'cd0251918dbf57328cb17ad288f02b928e370616acaa7f041d4edac57bcbe790',
    usedByDataReader: 'dc7e34e55fc0cf7210a6b26eeeb54692982ea3e9ccd062274a8cdd03f8768415',
    usedByMarkerGenerator: '4840029d6b27e19a09dae9415fafb4238c27ab8f0dfa62ea3986a6c131a2b1cf',
    usedByWriteRdd: '6aba0bc7ee611729fe4d6d01997a137d9b83f809abcbddaae1580e82967ee3ef',
    usedByOperator: 'b4101b479f8853c711334d867012d72207b7c58992a6b8905902944ede079d38',
  },
)
