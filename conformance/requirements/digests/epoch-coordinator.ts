import { section } from '../section.ts'

const page = 'EpochCoordinator.md'

export const title = section(
  { page, section: 'EpochCoordinator RPC Endpoint' },
  {
    coordinates: '8e387bffc81222f10bbcc6011cfe5f2c2d23aee93a5e33410f78322692f1b4b6',
    createdByQuery: 'c2b94cc23da76f1837d6adece30dca8f01d845822136038459a8d73d98347bdb',
    messagesCaption: '4cdcf144799cb4c772421982403bcdf8c4da1a7f10ab7fe6532a7259ce55d676',
    messageHeading: '2f77668a9dfbf8d5848b9eeb4a7145ca94c6ed9236e4a773f6dcafa5132b2f91',
    descriptionHeading: '526e0087cc3f254d9f86f6c7d8e23d954c4dfda2b312efc29194ae8a860106ba',
    commitPartitionEpoch: 'ee5498b42b6cdf09f09d1242ff0a516e0325844ed5360bc306d3d3416a51938c',
    commitPartition: '4d3f778cca195d206ed54758682002455abc8451940653bba4b5074c022e4974',
    commitEpoch: 'fff7a2d7d622340f33ac12b81e308320067f9989605317e63cdf3776d4a9a67e',
    commitMessage: '573240b6b4b9703d77cc3ea28f11dba5166094535388184de9fc29adb4f72a09',
    commitSender: '189c986dfc4e80874718c61c49bdaa4fda1d66cf283ae32b75ef47a68c1f7425',
    getCurrentEpoch: '8d807af6b229dfa016fe4989e5de409cbf30e9eca2e71e7ee19d28dc71d3ce0f',
    getCurrentEpochSender: '5c63d37eadafc941d9396850aacc883d1e548fd4da1260d371f5d33f73167cb1',
    incrementAndGetEpoch: '350fe13410372b2b92b47ef1c04502847de89d6e3e911b2690e85b98f6cb1e61',
    incrementAndGetEpochSender: '21a45fe6d6d30d943a61d775e45bd6aa81c26984f458e5eb0e3b56354a654ec6',
    reportPartitionOffset: '7c4ddb522740f455bfac50352dabf057e5ef3cc0d02f1091e4264e24c4677c12',
    reportPartition: '4d3f778cca195d206ed54758682002455abc8451940653bba4b5074c022e4974',
    reportEpoch: 'fff7a2d7d622340f33ac12b81e308320067f9989605317e63cdf3776d4a9a67e',
    reportOffset: '752159b7c7c4ec331012970e69acd24acd85470d51009a2377f247d7cf2b41c8',
    reportSender: '3c34900bc3de9d199ff604e0a12280e0d737363807ef821d1ca450b6ce5eb0be',
    setReaderPartitions: '8f223e0fea85e87a9dde6e0e32514e4b3c70821992bd5ca6d4f58699dde2d500',
    readerPartitions: '6b192fb0312a3819b2e06856c04f1a550bc62ce0345a90a5dca9d7f13e2a0978',
    setReaderPartitionsSender: '73744d169b36cd904207a74d2840320795f1950f8218100ca125dbea36439bac',
    readerPartitionsAreInputPartitions: '132a490e9ac08a2ba3f51b184e9c0c991f185334afa850ccdc97947ae00a69eb',
    setWriterPartitions: 'c75201ddaff98341375e6a0316c26a04d8440c14d6f99a96c9a01f08de0468b2',
    writerPartitions: '6b192fb0312a3819b2e06856c04f1a550bc62ce0345a90a5dca9d7f13e2a0978',
    setWriterPartitionsSender: '68effbcd98aa9548681f3e772d3e0b5a6dfaf37ad09c5c1e0771b0404e929980',
    stopWrites: '0cc829a16cb8f3c8bb7401180e9489f15449ce7ddba75601d0db343c3c0f9b0e',
    stopWritesSender: 'b59672ed4e2e3b34f6306a03adee7e20c5b148ea3f706d9b888d869ce12fb63d',
    enableLogging: '089cb17c69c66030cc37d660a034c38cbb07385fd9f3baf2ceac8e9ea536c331',
    addLine: '68ca2b1bf4b2347e455626de77455055a09b61008c255709b52d131a6aaae8fd',
    log4j: '4b42f8823ec13d7f0d20c0961bbc2f6e62ce0b63f46e4cc5605202fba7fb20d8',
    referToLogging: '27909340fe7e506de41aa623f328af50efa096f371af070bc38ee78f3950f8ae',
  },
)

export const receive = section(
  { page, section: 'Receiving Messages (Fire-And-Forget One-Way Mode) -- `receive` Method' },
  {
    signature: '778db7163e9f45da4a7005cdb0281e7e19a35ececb934cef307c6d63b3ad7e7c',
    ofRpcEndpoint: 'fc57f5ff0b02b6a2e046462e2dc741871757a44cbe53328062a12e0c67006b80',
    handles: '01fe1ab2e55a0419eee1ffa67340dabfb172f49149f7c39236f65be2b2a18fe9',
    commitPartitionEpoch: '3eef8677960af2438fc741a30a884294ff156949eaf2dd777891057edff3a0ff',
    reportPartitionOffset: '7768377275b89401f2fcaf3226a7c402bfae7514eaaa6e363a17f6f58d8a7edd',
    swallowsWhenStopped: 'e70026afd025b929ccc7be76fbd2bfbf64972dc4412f3be744e5d3272d614507',
  },
)

export const receiveAndReply = section(
  { page, section: 'Receiving Messages (Request-Response Two-Way Mode) -- `receiveAndReply` Method' },
  {
    signature: 'fd6685720bd4c50c9ce5bd138bd6206ac3910803aec2fce897b628c150725a5f',
    ofRpcEndpoint: '09e1482d269f44a37f1d1ad7e6aeefcf9861e52c03e02210fa425a0c87a98ee6',
    handles: 'ab1e7731b98001296fe1ad91556e4a0677f95939ac7059d2d70eac5b9cae0d0c',
    getCurrentEpoch: '8d807af6b229dfa016fe4989e5de409cbf30e9eca2e71e7ee19d28dc71d3ce0f',
    incrementAndGetEpoch: '350fe13410372b2b92b47ef1c04502847de89d6e3e911b2690e85b98f6cb1e61',
    setReaderPartitions: 'fc8bb3768f9badccb1ae5f67a73a59144b7a0f501df86cd94be487f91e6b99ef',
    setWriterPartitions: '7989fd9c3bd1ac890ce4732c5f27de70950299d1bdb2b158eba445d3e59d0534',
    stopWrites: '708e7c3bcb1cf10b76258f87f78d5b866bda2d70135df3a32a2286dbb94d33d1',
  },
)

export const resolveCommitsAtEpoch = section(
  { page, section: '`resolveCommitsAtEpoch` Internal Method' },
  {
    signature: '04b3470db249d2a79ae45b748e70b790ae20d62b5fedf2c1055128d4c69a0c6d',
    fixme: '5ec9aef6e1cb3aeaf3ad5c5138f0414c2a7d9aece12b2e0e9f14ebaba6bd582f',
    usedByReceive: '14a8a3c3e06b93634c73d2af398b93e79c286f438fcbab9a583a32e984128b24',
  },
)

export const commitEpoch = section(
  { page, section: '`commitEpoch` Internal Method' },
  {
    signature: '84267b99e5a90736456681f2bfdd2ef76bde31304bb2803765f1a0cd9260d7c6',
    fixme: 'dde2d70eee399f650b3976dd6376aa47ebee54a8f0d34a7a5ff489dd8c04c698',
    usedByResolve: 'd7cc8945a0f4b815fca2bd38e4b8283b2ce72bbfd2c96b759c388d0c50dccc9a',
  },
)

export const creating = section(
  { page, section: 'Creating Instance' },
  {
    takes: '2eec3b2b4b8e5b19ddc44d0abd38c995c3212a67db449d2b704f200c1ac969c2',
    reader: '6dc1d8c098d3b0f01d4741b433abacd5f0f19731e19cbe317dbea3dc54e3c2e0',
    query: 'b60e46c6259df8f034ef3190567ef44969b72b0ddb8a4d2de9dd47c4372f9073',
    startEpoch: 'f78634b456dfed6a4ec1509b82c3799e8e989a39d32cf83c4339165ba48b92e7',
    session: '2ace9baac8622bdcf59914885270716ee8bcbca3de2fbc9ba43fa8babf4d8eb2',
    rpcEnv: '61fe7623be2e9c2d0d2aa0eb58d8b67f07fcbd9a44c217fe9306e314d1ec0943',
  },
)

export const create = section(
  { page, section: 'Registering EpochCoordinator RPC Endpoint -- `create` Factory Method' },
  {
    signature: '4f7e7d30a2774cc2b167e302269543a2aca65bfb9256a4f22a6ff94f25010507',
    registers: '923aacfe427f96258c93b926927047a2da64934debcf67c6f88f04dec7e77cfb',
    logs: '8e36250dc1cde9a8bf62d10b882a499ab9578956f04a1455ec47b5d0782f8d9d',
    logLine: '346e80a58e1ca3e9eecc05be059f9276f9acf7a79f1b88223bf059b22c6729a8',
    usedByQuery: 'e4afb9d5d606f9e269e19b77a6cd6fd8990eefc7ad7e778c108851d6dd54c804',
  },
)

export const internalProperties = section(
  { page, section: 'Internal Properties' },
  {
    nameHeading: 'dcd1d5223f73b3a965c07e3ff5dbee3eedcfedb806686a05b9b3868a2c3d6d50',
    descriptionHeading: '526e0087cc3f254d9f86f6c7d8e23d954c4dfda2b312efc29194ae8a860106ba',
    queryWritesStopped: '7f3a4f17a1087bbd49b5e5271561570a9b88f6e21f27fb86945907885e5771ae',
    dropsMessages: '10581d27fbbeb0f8714be2928eba279b70987341795f67b9e952fd79c6c81c3f',
    defaultFalse: '5173128309f7b284ca2c215e0224cddfc7a29db4b2609e0876977029f82f6d17',
    turnedOnByStop: 'e91573ab8b21557937838b8bf575673171baedfdc098c53e9f7c450ca3d99b53',
  },
)
