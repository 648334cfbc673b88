import { channelContract } from '../contracts/channel.ts'
import { wireNames, wires } from '../wires/wires.ts'

/** All channels, one suite; platforms without their network (with it: test/channels/contract-http.test.ts). */
for (const name of wireNames) channelContract(name, wires[name])
