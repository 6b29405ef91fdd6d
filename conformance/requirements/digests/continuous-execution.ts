import { section } from '../section.ts'

const page = 'ContinuousExecution.md'

export const title = section(
  { page, section: 'ContinuousExecution' },
  {
    isEngine: '3a352658108114fa210b746c4dc7311b2cc7d61ef239c4a77a7295ed1fe52aa4',
  },
)

export const reviewMe = section(
  { page, section: 'Review Me' },
  {
    supportedSources: '7adbc1a9404569a8610dace709c13d2db8ebe76c22530d7e770ade8478a364e8',
    givenPlan: '2cd16d95ed85a42dfd3c0cf35af1b85c0853d69151d39b9bb70b14093166fee0',
    transformsPlan: '794d5361f04003e4bc2c05fd06cde43f9e3940e6b7e792a64f7228fe848d6045',
    sameRelation: 'f879bbd73bb72bae9c7a572ff25e482f184fa8da2e44a256aab50705c133a236',
    createsReaders: 'd9434162ec0481c096c0f1c2124d823d737b7c84f3ff07d922df2efcee5af738',
  },
)

export const coordinatorIdKey = section(
  { page, section: '__epoch_coordinator_id' },
  {
    usedFor: 'dcad0f02c4de50d0c3f5445ead95c5e232205098fc10afbe029c96aea5928753',
  },
)

export const startEpochKey = section(
  { page, section: '__continuous_start_epoch' },
  {
    usedFor: '8068feb382377ee452a08198f78e5229e68c58103801af4b773fb3c0bd3a7bf0',
  },
)

export const epochIntervalKey = section(
  { page, section: '__continuous_epoch_interval' },
  {
    usedFor: '15c59c8fe771ece2894eee49cc25bfc6a10e76b2ec2427b6e9d731e9a70438d1',
  },
)

export const triggerExecutor = section(
  { page, section: 'TriggerExecutor' },
  {
    forTrigger: '90e68a239840d87780d19564d7d2942ce8ab7bbd598896e0c529dd70f4387ecf',
    processingTime: 'eda71071d33fe2188be3b78b41d005164156ef2c3d0e69c6394cdf4008ff9f57',
    usedWhen: 'b91ed0b5688775bb6dbc6cd2e0df5d94e19796895b930a6477e01934a752fd59',
    otherTriggerFails: '4e0db266affc8cf09b911d40ec7dc59ad7fa2b6cb426debefda76ae6b7a1ea30',
  },
)

export const runActivatedStream = section(
  { page, section: 'Running Activated Streaming Query' },
  {
    signature: '99acee69c5371c312cf1f8c26e5a7e3fa4f71e6e6ae791218c83ec98ebbfab67',
    runsWhileActive: '683d3004f281a0e5610e72cff092aba447acafc2f68089d395d55b0f9edd97a2',
    ofStreamExecution: 'bf4784317e263b2e69dcd83433786c838cfefa882e3bedddf19de0f7e93cc60d',
  },
)

export const runContinuous = section(
  { page, section: 'Running Streaming Query in Continuous Mode' },
  {
    signature: '09d25213e18f6c9b45fa7e21d899028c29a3b25dd4a3b275170c850d36f35a33',
    findsReaders: '98c40560bcc1f29b029bf548e99177e972257218fd130382dc2a11ffbb9cab28',
    uniqueSources: '3320151cc6009e238f095a9cc33824c7dff8c8ddcf63633db0a5853cc71f65d9',
    startOffsets: '5e515083f70842bb1dd3f1dfa0e894578185c0a8378d3d3c3b46bf61cc31e1ac',
    transformsPlan: '1a1925e0a68aeaf34d8fc83f0faf5be4081f98ee05454ad5bec62ad265d1a6ee',
    setsStartOffset: '04d979fc66071b8c630b21ccfd794d48bfa718c2139ca548e09bd42827817a71',
    createsRelation: '177226173393fa2c2b3570948c00d79032c265704fc24c208a8e1b20e0a58ed7',
    rewires: '02fdc87b3e5f2c44b1576538e47440b41a674d760325296e906a255319d703af',
    unsupportedExpressions: '470e81f58e75a8b2d5d86a3f1e9c33241241853b252b387b6753efd83cd4d46e',
    fixme: 'b3c9b09b8768f80ce7500bf270c55a9a7fe9f167a24466726ecf6caa16b942ba',
    findsReader: 'e0761c69d05ba622e6b293e20b1ef49345152818499ff8755e11ded289b9cf8d',
  },
)

export const queryPlanning = section(
  { page, section: 'queryPlanning Phase' },
  {
    plans: '78c5eddfe7dffc55004532dfe388e18dcf007944cb6947153be1cffaf7a8e9f7',
    setsProperties: 'ed5a4137790d88441b5f61c6a0b6886122e42678ee869439b734af904ee98918',
    isContinuous: 'c432eac0fbd0f083f2a6d3a594643aa5ea835b3e5895f1436a3e55a3036e6536',
    startEpoch: '1d845e2517e695f751ed764f6e94588fba1797e5e6482ce385c1387462468918',
    coordinatorId: '0c98048b814b9c744c66c452d1b9a84be51311a5ecc2a042cc8ee70ffc5a2bcc',
    epochInterval: '8192ee3a9d5684bbafb834702c43f31f2c174ce0e31ba93a870840acebcc2bf0',
    createsCoordinator: '2abfcbe59618d1cc6b00397b669f2549f405c47b9943672bb4dec267740ea006',
    startsUpdateThread: '4167038b91764e6d4424f87b91d0d2ed45cf123ae11f2e813f96a554cf68fdb3',
  },
)

export const runContinuousPhase = section(
  { page, section: 'runContinuous Phase' },
  {
    executesPlan: '7c4cea6b3a44cc66a51e58363e85e5ba24e15f167e92ed6ec7dc3f02c7ef7b24',
    usedBy: 'e4c5718e4270e4c3faa40fed57260a4f57d70aef9fed864007e8b2905d46f8be',
  },
)

export const epochUpdateThread = section(
  { page, section: 'Epoch Update Thread' },
  {
    fixme: '8709ac74cce85c7db8e619194391fad97209c173eab19e6b70bf444482e19dba',
  },
)

export const getStartOffsets = section(
  { page, section: 'Getting Start Offsets From Checkpoint -- `getStartOffsets` Internal Method' },
  {
    signature: '3ebc974ccc7aca526133cf5b7cd935b8f0bfa7465ea5e70ad286c6425c605e02',
    fixme: '479b58a92a83c0d8757ba01d15b11125af3eb8742a6ae97f98ee0dbadf12d18b',
    usedBy: 'cce42b2a644e6aeaffe717f7e96b56faac9ab38383688a3af4e01b02e2d91066',
  },
)

export const commit = section(
  { page, section: 'Committing Epoch' },
  {
    signature: 'c10bb8a5afb921e7c687e19eeae1bc4344fdff756ae3d1d14516b095de2eec0b',
    inEssence: '867c285a111c8b30a171eceddd51bc30f00205ddd77b66ac74c29528706ddfd9',
    purges: '242d7b13985fa10c3985d3d0d8cf64a1ac9ea8883375678f64f2db725e357676',
    recordsOffsets: '75c4fbf9bdbb2e1f144a7e1cdc662ebabe78cf19ab3e5ae763e5d78abce3d93e',
    returnsWhenDead: 'fc000f3bd7f66df8cbd0031349da4e68821cfc74ce0b8d459750b1d5786decd1',
    addsToLog: '2e1112a311dc4edbc75ba42bd19878d541ca5ff3004d7e7ae06cc72dffae0c7d',
    readsOffset: 'aa13869d5b7d1879cb34929d66fdd3682ff0f212f7b3d42737183edbcdd94012',
    remembersOffset: 'f9195d6615b814cb9df032bb0961bc4e20372aaccc83408a49a2a3ef549ecdd5',
    commitsToReader: '834d1dd1167de83e4076fb0d6a34692eea09cacfafbf0b65f4812bbb248a3af8',
    purgesLogs: '357d372df66b3af604ad07dd737fe8f65c5b1f0809522fbab189dbac4f0a4ccf',
    wakesUp: 'e6ab6507b413cd75ae67650596e4ae81b397a652f7fb1240cbfc52afb1eb8366',
    oneSource: '41e7cad7dc8ed2c14d58479b3614a2de8939216f05360ed052bc37998de19e2a',
    offsetWasReported: '231541f172be46d314784006da1c3638d715f7a40078e9108a1b7bbeff9252f4',
    usedByCoordinator: '404df579c9b7ec119a214ba6c19d13e5d3cf27e4e9ebdfe8373277208871c5b6',
  },
)

export const addOffset = section(
  { page, section: '`addOffset` Method' },
  {
    signature: '3f6ff30e6cc0765d08132d26055f6ebd4ee58cb8f2db2353b1d01bed6185d95f',
    inEssence: '3ab98cdf43c4ed2d3cd0bedcca43024e4cd4f314b780b19b18b0a895ac488f97',
    image: 'debc6a58e0053a1f07ee1c02308393e9f84ca5aafae9e599d7e8dd38309f1595',
    merges: '59cfc9ebe645283e591b70d91f3a756a2250ef029b661a4c21cea72c51e0f8f1',
    addsToLog: 'a4eea68fbe6f7cae30465dedbe96c2d22d1ac87785e8144ac3510503706b5641',
    readsPrevious: '8fed0ccf50cb4d1acac167f7ce25cdc5363db482b9237c173729a6403d5ab6d8',
    noNewData: '8336a3f19a8037ebd22ba26139abd63e9e5a6de87d22d2512858f46608a2bfb3',
    wakesUp: 'bc1bef8d6e696058c268344e250d51bf480d668f582ddcb819df5c92ff5cb2df',
    oneSource: '1520be47ee68dbd0a1cd9498824e63918cc8b13f7f9cee2a7890c3142434bad8',
    usedByCoordinator: '579b61f68f36aaea8bc635462bf1c8ca63f7b140c2743a57aa8af4fd63e97c26',
  },
)

export const logicalPlan = section(
  { page, section: 'Analyzed Logical Plan of Streaming Query' },
  {
    signature: '95c0dc7851841e5f68b44b2d90217e4742ec1a9566d744555eb5d8fde73d09cf',
    resolves: 'f1cf92991d74cdcf79aec5303f5b3f0fafd42afc6fc5930171b554f009189898',
    transforms: '283f79244094e90195ec0b3c6a5f7a363776645e61daded597f48403a42c9bf2',
    reusesRelation: '6b147873505d1b7523fa8c0116b929407782273ee58b583598f58b9fbd9eb4e6',
    otherSource: 'f38202afaa3f309798ddedcfa5ee03b8144ab6a09fc32466f3b0edf8fa522e31',
    otherSourceError: '3170220a349ef7eccee04c1cdf6742ea111309886d2b06628b1ab559a19d3bb9',
    ofStreamExecution: 'f5b349c89ef9d390430a6dd24781cf93193f63deb8c6776fac438b2fcb39d45b',
  },
)

export const creating = section(
  { page, section: 'Creating Instance' },
  {
    takes: '4142b217d6d433d2902bfc0d09af0f82da51a46fcf67ac856e48e29f549c117e',
    session: '2ace9baac8622bdcf59914885270716ee8bcbca3de2fbc9ba43fa8babf4d8eb2',
    name: 'c2d9f36e3a80319a2796298db29b9b736bc6b035a27da3501ed84d49dc49e206',
    checkpointRoot: 'b32287e851b63b445385b68f0c9ff81218bda1937679b7b434cd3c89bd583b94',
    plan: 'f037bc6336b9f5d542d3255ed380ced1e127740e3b2f29db40887b86de10c1cc',
    trigger: '8b9c643731c941195b61d1f3de78fda81ac490ee73f420bb7543df59d6a92206',
    clock: '2ece6bb88a2397f7e8679348ba15713deeb95f107cc5b551e187516fe0f84bc5',
    outputMode: '1b7b73cc039086515209de3b3a99534d169b992fd1f9b5f5c90ce20e314a47be',
    options: '721e55e2b94d4bbacc32aa61c2c0608bb1f3279204c73c69ee31248ad6184182',
    deleteCheckpoint: '463d386627ad4d04efcdaa84a01e4560e10cce98b9be15f194718088c131a106',
    createdBy: '4f4e5c2bca1d68f34f9d44a165648b7176e3543d820c87ff2636ba9c6608d2c7',
  },
)

export const stop = section(
  { page, section: 'Stopping Stream Processing' },
  {
    signature: 'd96516d2a650eb9bd14333fecf102d6f3710921e2000cb10ca1394a02c4f4e53',
    ofStreamingQuery: 'e943e980a9b7a6f44a84f53c08040a6c1e508110d27c35aba5c42878eff4ae0f',
    terminates: 'fe3c6416e3d1aaaea95f6f0d6cbebac4bc9c875e49c149d83273fb9da682684a',
    interruptsThread: '2171ce0c2052e84aad140b6e6350532ea39125dce6f2807acaf44639251e8e32',
    logs: '480ffba1ef414fb1fb1f89aa4677b2ebed599923613a789a6aad7d1cfdb8555f',
    logLine: '6a6f2cb612c9f42ad3487a912ef9ab4771e238cf5f7fb7dcbadecec3aeda1ba5',
    prettyId: '9b9f7b86b826d28f387081d57d5ced8386cba22e1479cb37d119306aab8d05b6',
  },
)

export const awaitEpoch = section(
  { page, section: '`awaitEpoch` Internal Method' },
  {
    signature: 'd0ba2b21d11e588d003d11e456195a02504e5dfc9b3ea07e0239f37c9c70dca3',
    fixme: '098aa25738de52985a8ca2d41f4bc8f38db8337d4ba65fc11a90b81b2124ede4',
    usedInTests: '7d8b7f20b6b86ffff675c557c659c2318bd052fb03ce266f56121798622a832b',
  },
)

export const continuousSources = section(
  { page, section: 'continuousSources' },
  {
    signature: '972a8ecf0c466f241ae2ee8b741a849f3153413a60f86e1c13d4257d011522b2',
    registry: '0cccff0af2cef56b15cac5871cffa43c918c8f6d59239cc91ce39dda255c1293',
    onlyOne: '0768075854deaf027f1ac64c236fa4a09401aa11a3b35929fada2ef6d23f2bde',
    usedBy: '60a5aba68fcbda26df841823409edae095f6f931e7d8a421c114118562cfeefb',
    access: 'a8826a33d6ca9692c42f076b52d1f5d5c06d7912c925593523c7d4ec09ba8513',
  },
)

export const sources = section(
  { page, section: 'sources' },
  {
    onlyOne: '26ee2b1563c0f10ac47d1d7eae9e0d219605502c4641023a2086accf8ed2727b',
    givesReader: 'b86f3cf37b5bdb2b2e75e896545c0b097697758086b3101d5bf41cc96f2a6ced',
    example: '41bc11ce8784eaa668f44e5993a9a1000a0ebbae52deb8cb5ed8ba42b34be05d',
  },
)

export const logging = section(
  { page, section: 'Logging' },
  {
    enableLogging: '4ce09e812fe96433d6df71aeafff377254409b765501fd83d4da14c4f44cedb9',
    addLine: '68ca2b1bf4b2347e455626de77455055a09b61008c255709b52d131a6aaae8fd',
    log4j: '6a85c6528c0c484fbe13bd8852874ecba75d0737b4823b72c037815a481851b8',
    referTo: '27909340fe7e506de41aa623f328af50efa096f371af070bc38ee78f3950f8ae',
  },
)
