/**
 * The little of a browser that Microsoft's Direct Line client asks for: XMLHttpRequest over fetch. Only what rxjs's
 * `ajax` touches is here.
 */
export class FetchRequest {
  readyState = 0
  status = 0
  response: unknown = null
  responseText = ''
  responseType = ''
  timeout = 0
  withCredentials = false
  onreadystatechange: ((event: object) => void) | null = null
  ontimeout: ((event: object) => void) | null = null
  onerror: ((event: object) => void) | null = null
  readonly upload = {}
  readonly #gone = new AbortController()
  readonly #headers: Record<string, string> = {}
  #method = 'GET'
  #url = ''

  open(method: string, url: string): void {
    this.#method = method
    this.#url = url
    this.readyState = 1
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value
  }

  abort(): void {
    this.#gone.abort()
  }

  send(body?: string): void {
    const init = { method: this.#method, headers: this.#headers, signal: this.#gone.signal }
    fetch(this.#url, body === undefined || body === null ? init : { ...init, body })
      .then(async (answer) => {
        this.responseText = await answer.text()
        this.status = answer.status
        this.response = this.responseText === '' ? null : JSON.parse(this.responseText)
        this.readyState = 4
        this.onreadystatechange?.({})
      })
      .catch(() => {
        if (!this.#gone.signal.aborted) this.onerror?.({})
      })
  }
}

export function wearBrowserClothes(): void {
  Object.assign(globalThis, { XMLHttpRequest: FetchRequest, window: globalThis })
}
