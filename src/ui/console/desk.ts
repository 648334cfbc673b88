import { newId } from '../shared/new-id.ts'
import { type Interpreter, interpreterDeeds } from './interpreter-deeds.ts'
import { interpretingWire } from './interpreting-wire.ts'
import { type LiveEvent, live } from './live.ts'
import { notifyOf } from './notify.ts'
import { type Outgoing, outgoing, problemOf } from './outgoing.ts'
import { moved } from './presence.ts'
import { ring } from './sound.ts'
import type { Arrival } from './staff-wire.ts'
import { type Desk, type Present, put } from './state.ts'
import { notShownYet } from './talk-lines.ts'
import { type AnswerFound, type Body, type Queue, Refused, wire } from './wire.ts'

/** What a consultant can do; everything they see follows from the state. */
export interface Actions extends Outgoing, Interpreter {
  begin(): Promise<void>
  /** As far as somebody has come: into the queue, or to the second step. */
  arrive(arrival: Arrival): Promise<void>
  /** Back to the password. */
  leaveStep(): void
  signOut(): void
  /** A lost session leads to the sign-in. */
  failed(problem: unknown): void
  speak(language: string): Promise<void>
  open(id: string | null): void
  /** A deed of `web/consultant-deeds.ts` on the open case. */
  act(what: string, body?: Body, op?: string): void
  /** Opens a colleague's case: the reason stands in it from then on. */
  readAnothers(reason: string): Promise<void>
  /** Whom and what dialogs can choose from, fetched when one opens. */
  inform(): Promise<void>
  flip(): void
  /** Shows an answer of the FAQ as the person would read it; null: not that one. */
  preview(answer: AnswerFound | null): void
  draft(key: string, text: string): void
}

const languageKey = 'tilts.console.language'

export function actions(desk: Desk): Actions {
  let stopLive: (() => void) | null = null
  let soon: ReturnType<typeof setTimeout> | undefined

  /** Words stay where they are after a lost connection; a lost session leads to the sign-in. */
  function failed(problem: unknown): void {
    console.debug(problem)
    if (!(problem instanceof Refused) || problem.status !== 401) return
    stopLive?.()
    stopLive = null
    const { demoLogins = desk.get().demoLogins, passkeys = desk.get().passkeys, step = null } = problem.body
    const nobody = { signedIn: false, me: null, queue: null, open: null } as const
    const stepEnded = step === null && desk.get().step !== null
    put(desk, { ...nobody, demoLogins, passkeys, step, stepEnded, link: 'connecting' })
  }

  async function refresh(): Promise<void> {
    const { openId } = desk.get()
    try {
      const { theirId, me } = desk.get()
      const interprets = me?.roles.includes('interpreter') === true
      const [queue, interpreting] = await Promise.all([
        wire.queue(),
        interprets ? interpretingWire.list() : null,
        openId ? fetchOpen(openId) : null,
        theirId ? self.openTheirs(theirId) : null,
      ])
      put(desk, { queue, interpreting, shift: queue.now - Date.now(), presence: presenceOf(queue) })
    } catch (problem) {
      failed(problem)
    }
  }

  async function fetchOpen(id: string): Promise<void> {
    const known = desk.get().pending.filter((one) => one.state === 'sent')
    try {
      const detail = desk.get().reading === id ? await wire.anothers(id) : await wire.detail(id)
      if (desk.get().openId !== id) return
      const left = desk.get().pending.filter((one) => !known.includes(one))
      const others = left.filter((one) => one.case !== id)
      const mine = notShownYet(
        left.filter((one) => one.case === id),
        detail.lines,
        desk.get().me?.displayName ?? '',
      )
      put(desk, { open: detail, openProblem: null, pending: [...others, ...mine] })
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.status === 401) throw problem
      if (desk.get().openId === id) put(desk, { open: null, openProblem: problem.code || 'no-such-case' })
    }
  }

  function refreshSoon(): void {
    clearTimeout(soon)
    soon = setTimeout(() => void refresh(), 60)
  }

  function hear(event: LiveEvent): void {
    if (event.name === 'presence') {
      const { presence } = desk.get()
      const there = moved(presence[event.case] ?? [], event.staff, event.doing, Date.now())
      put(desk, { presence: { ...presence, [event.case]: there } })
      return
    }
    if (event.name === 'knowledge') put(desk, { knowledge: desk.get().knowledge + 1 })
    refreshSoon()
    if (event.name !== 'alert') return
    ring(event.why === 'danger' ? 'danger' : 'new')
    notifyOf(desk.get(), event.why)
  }

  async function enter(): Promise<void> {
    stopLive?.()
    stopLive = live({
      event: hear,
      link(open) {
        put(desk, { link: open ? 'live' : 'lost' })
        refreshSoon()
      },
    })
    await refresh()
  }

  const self: Actions = {
    ...outgoing(desk, { refresh, failed }),
    ...interpreterDeeds(desk, { refresh: () => refresh(), failed }),
    async begin() {
      void self.speak(desk.get().language)
      try {
        const { me, demoLogins = [], passkeys } = await wire.session()
        put(desk, { me, demoLogins, passkeys, step: null, signedIn: true })
        await enter()
      } catch (problem) {
        failed(problem)
        if (!(problem instanceof Refused)) setTimeout(() => void self.begin(), 2000)
      }
    },
    failed,
    async arrive(arrival) {
      if ('step' in arrival)
        return put(desk, { step: arrival.step, stepEnded: false, signedIn: false, me: null, problem: null })
      put(desk, { me: arrival.me, step: null, signedIn: true, problem: null })
      await enter()
    },
    leaveStep() {
      put(desk, { step: null, stepEnded: false })
      // Nothing is open yet; the half session ends by itself, should this not arrive.
      void wire.signOut().catch(failed)
    },
    signOut() {
      void wire
        .signOut()
        .catch(failed)
        .then(() => self.begin())
    },
    async speak(language) {
      localStorage.setItem(languageKey, language)
      try {
        const strings = await wire.strings(language)
        put(desk, { strings, language })
        document.documentElement.lang = language
      } catch (problem) {
        console.debug(problem)
        setTimeout(() => void self.speak(language), 2000)
      }
    },
    open(id) {
      if (id === desk.get().openId) return
      put(desk, { openId: id, open: null, openProblem: null, reading: null, problem: null, answer: null })
      if (id) void fetchOpen(id).catch(failed)
    },
    act(what, body = {}, op = newId()) {
      const id = desk.get().openId
      if (!id) return
      const again = () => self.act(what, body, op)
      put(desk, { problem: null })
      wire.act(id, what, op, body).then(refresh, (problem) => {
        failed(problem)
        if (problem instanceof Refused) put(desk, { problem: problemOf(problem, again) })
        else put(desk, { problem: { key: 'problem.connection', params: {}, again } })
        refreshSoon()
      })
    },
    async readAnothers(reason) {
      const id = desk.get().openId
      if (!id) return
      await wire.act(id, 'reading', newId(), { reason })
      put(desk, { reading: id })
      await fetchOpen(id)
    },
    async inform() {
      put(desk, { info: await wire.desk() })
    },
    draft(key, text) {
      put(desk, { drafts: { ...desk.get().drafts, [key]: text } })
    },
    preview(answer) {
      put(desk, { answer })
    },
    flip() {
      put(desk, { originalFirst: !desk.get().originalFirst })
    },
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && desk.get().signedIn) refreshSoon()
  })
  setInterval(() => {
    if (desk.get().queue?.waiting.some((one) => one.urgency === 'danger')) ring('danger')
  }, 8000)
  return self
}

/** The language chosen last on this computer; Latvian at first. */
export const consoleLanguage = (): string => localStorage.getItem(languageKey) ?? 'lv'

function presenceOf(queue: Queue): Readonly<Record<string, readonly Present[]>> {
  const at = Date.now()
  const all = [...queue.waiting, ...queue.mine, ...queue.others, ...queue.closed]
  return Object.fromEntries(all.map((one) => [one.id, one.presence.map((other) => ({ ...other, at }))]))
}
