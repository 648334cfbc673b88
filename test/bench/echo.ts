import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { RequestHandler } from 'express'
import { appId } from './web-chat.ts'

/** What one would write instead: botbuilder as its samples show it. Its token is given to it: it need not ask for one. */
export function botbuilderEcho(root: string): RequestHandler {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: `${root}/v1/.well-known/openidconfiguration`,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      },
      {
        isValidAppId: async (id) => id === appId,
        isAuthenticationDisabled: async () => false,
        createCredentials: async () => ({
          signRequest: async (request) => {
            request.headers.set('authorization', 'Bearer bench')
            return request
          },
        }),
      },
    ),
  )
  return async (request, response) => {
    await adapter.process(request, response, async (context) => {
      await context.sendActivity(context.activity.text)
    })
  }
}
