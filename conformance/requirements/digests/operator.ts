import { section } from '../section.ts'

const page = 'WriteToContinuousDataSourceExec.md'

export const title = section(
  { page, section: 'WriteToContinuousDataSourceExec Physical Operator' },
  {
    createsRdd: 'a9d8d25ebbc952b80fbafaa99ac1d567cb2c0942acbc28d75928971e0cb5284d',
    plannedFrom: '17ed61f9c2db930d80ffd1045a2551e3daa9fb47de8956a524fb49fcd4bda4eb',
    takes: 'b378f8192a00edb591e76a515920cd010a7ae942b80927ede96e267a7b55284b',
    child: '6b7e4f0e51b3b8a53c46c7f309b0c373918c50cce314fc794cac553fff35c249',
    output: '52e9955987e27257fcfe9b011e5ef6a07e6149fd921aa1da60603f64466510b1',
    enableLogging: 'e676b7fb74165fcb396397434b58f56680b98bda6a53de7d2e2a577c72df20e5',
    addLine: '68ca2b1bf4b2347e455626de77455055a09b61008c255709b52d131a6aaae8fd',
    log4j: '7e3b2946c439c75435ef9233f37ee8cf80516d6c32b3b55caf0423c62989efdc',
    referToLogging: '27909340fe7e506de41aa623f328af50efa096f371af070bc38ee78f3950f8ae',
  },
)

export const doExecute = section(
  { page, section: 'Executing Physical Operator (Generating RDD[InternalRow]) -- `doExecute` Method' },
  {
    signature: '0f992ed90abade84a87ab754c0b93122da7ba94dbbf976c2dc70c61fedc57fd6',
    ofSparkPlan: '077ae3e5032943fcc23ab7a20a2b9b6f922134f47d86223358708115dccc34f2',
    createsFactory: '57fd1ee400dc8b3fe2301cfae140dab446e7c143a8390de7837d336014054672',
    executesChild: '1f5ccc245290f82b54aa48674d9e381f9147b4661b85b5db1d77e5c72206df16',
    logs: 'c679f142bbb6241b724dbad3d81f98f478340862bc380bf3cb274f9ded8f29bb',
    logLine: 'a33b630b88d1f911be15903489cc447a1b36723abdfca4a883f684d39e5667d7',
    looksUpCoordinator: '5063bb0d196f01be5926abac396b245b701e1f39de92098913c003ef91b890d8',
    coordinatorOnDriver: '0f195ba2f13db9feb40b6cd0e6ec7908e692ec7cefaed8da082414424f9e95e6',
    asksSetWriterPartitions: 'a12e5dc7c5d53671488acc9031ab20b6c4a5754f00f20c5203387bd9dc1b60ec',
    collects: 'eddffc32471634fdba42655fc5f3a5fb2bd5be49ceec0c37fbccb0c343970f66',
    oneTaskPerPartition: '1902b0cd67812cc8a611d877a442d5aeb0f314aff073dff2f1bd76cea2705251',
    tasksDecide: '710d48885fde5690cea4314e511f95cd3ea2fd615bb5b6563f6ae11c4a3117f8',
    trick: 'eb1d54173d050e98d5460edc9efeb3e41766095cf2a50b82b16881b32f8463e2',
  },
)
