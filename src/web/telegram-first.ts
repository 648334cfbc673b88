import type { RequestListener } from 'node:http'
import { answerError, type Failed } from './errors.ts'
import type { TelegramRoute } from './telegram-route.ts'

/**
 * Updates of Telegram are most of what comes, and need nothing that express does for a request: they go past it, which
 * saves a quarter of what a bare request costs. All else is express'.
 */
export function telegramFirst(telegram: TelegramRoute | null, rest: RequestListener, failed: Failed): RequestListener {
  if (!telegram) return rest
  return (request, response) => {
    if (request.method !== 'POST' || request.url !== '/telegram') return rest(request, response)
    telegram(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else answerError(error, request, response, (failure) => failed('POST /telegram', failure))
    })
  }
}
