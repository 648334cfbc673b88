import { channelContract } from '../contracts/channel.ts'
import { botFrameworkOverHttp, telegramOverHttp } from '../wires/over-http.ts'

/** The same suite with everything between us and the platform: client, connections, checks of tokens. */
channelContract('telegram, over HTTP', telegramOverHttp, 60)
channelContract('botframework, over HTTP', botFrameworkOverHttp, 60)
