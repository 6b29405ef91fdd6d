import { section } from '../section.ts'

const page = 'ContinuousWriteRDD.md'

export const title = section(
  { page, section: 'ContinuousWriteRDD -- RDD of WriteToContinuousDataSourceExec Unary Physical Operator' },
  {
    usedByOperator: '250c6d63f92bb5b14cd5f933889622e448e31694d82120e5a4d2dbaecf939fa9',
    createdByOperator: '83fb9b3f332edbca1bd38be681f4992bdcceb0227c3d84baa0e57fc7c62a4bd5',
    usesParent: '7fd510caaccb8263197f811281b34137f5b4c908fe60c0c41e4a06de82713474',
    takes: '02ae94c18142889c326a184b06248a0c36679adbdd19ee98152daad44c8ca5e2',
    parent: 'c5497489192f36f70c38a67e6bbf71d4346b3cb7feb51fd157317824e69d50bf',
    writeTask: '54d96a93c9f648478fca31f27e4f44b0ba52b60e6f6dd93536a08fcb8b35b95f',
  },
)

export const compute = section(
  { page, section: 'Computing Partition -- `compute` Method' },
  {
    signature: 'f69e17cc1b1b6bd18e955f75177f4815c0b9d1d2182797f9812e9ad40511b05b',
    ofRdd: '0c1345c3098b98406d7ce7757e672030a29947f49ea595dc95a2251c9b4df289',
    looksUpCoordinator: '315d5ed14b0f6b60bae46bf8933850eed8bb9de80eb59c42718bde4bb098e6a8',
    coordinatorOnDriver: '0f195ba2f13db9feb40b6cd0e6ec7908e692ec7cefaed8da082414424f9e95e6',
    initializesEpoch: '7f0f5a8278e3853e16a6611830be24411e46c0508f86ab4be1aa3e7881a03a60',
    loops: '034efaf05919a9348ee07c66fa219f58a6b0ca5f9d5b8de9995bc257b4ef3c14',
    computesParent: '52f179f018f78dc32411a544eb270344bf25067798fe570a7aae3d24a007b37b',
    createsWriter: '44cc63728e4f48f1cc95a8018be46e6b33b9ced5c33939abe7eb858d34f40fab',
    logsCommitting: 'bc517ceb70faf30fb936254485388fceb14055d5b08180a2fc65f4a702ee74fa',
    committingLine: '5c04e6a4edb6d2b12cb8e92307d831086189c28b2c176365d2c2b396de3a2c73',
    commits: '4e7dba1572c2c8861ff2bd838738106efbac43bb3040e883f942d77b76e1c588',
    sendsCommit: 'bcdef330dbdd5499d8558cb55fd94853157550495d9b16c78bf32246c85d5ff9',
    logsCommitted: 'bc517ceb70faf30fb936254485388fceb14055d5b08180a2fc65f4a702ee74fa',
    committedLine: 'a43f726432ea32864d12a4da2086983fb3eb156ac76d402d105f029d98a6bdf8',
    incrementsEpoch: 'cc7ba0aa5eb3608228a113f051bdfe35670dcbead277515984fa55bbc66a7e19',
    aborts: '0324d89a9f3724970c7211c32a9dddf2609fe289eef53e432e22c2b5d5644741',
    abortingLine: '85c6d98f2115b00eb2ed043b487c9931fcc6557d3a73a6d6478109fa79470542',
    logsAborted: '1ade3a0231bd910b6c05c381786a9bb2f256d7b4ca31b4e46639ab702a17deb9',
    abortedLine: 'ce93eb7266b602e4784ece149a327133cc2d323de691ea5ee23d6401cae2393b',
  },
)
