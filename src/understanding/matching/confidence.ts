import { chance, logistic, type Trial } from './logistic.ts'
import { type Matched, matchIn } from './match.ts'
import type { Confidence } from './model.ts'
import { type Lesson, train } from './train.ts'

/** An answer that is wrong harms more than a question asked back: so many of those given are to be right. */
const rightOfAnswered = 0.9
/**
 * Three buttons are worth showing from where the right one is among them this often in the trials, which are harder than
 * life. Titles that do not fit cost a tap ("none of these"); not to be understood costs trust. Of 774 questions nobody
 * had used 85.8 % are helped so (at 0.5: 79.1 %), and of 72 about something else 31 see titles (12).
 */
const rightOfOffered = 0.35
/** Whatever the trials say, never below and never above. */
const bounds = { answer: [0.5, 0.85], offer: [0.1, 0.45] } as const
/** What may be asked as a lead; of these the one that lets most questions be answered is taken. */
const leads = [0.2, 0.3, 0.45, 0.6] as const
const rounds = 5
const manyPairs = 100_000
/** One in so many examples of the labels that are kept is asked in a round. */
const asksOneIn = 8
/** Of all that is asked in life, so much is about something else. */
const strangers = 0.25
/** Lessons times labels: more is not needed to fit two weights, and every round is a training. */
const mostPairs = 250_000

interface Asked extends Trial {
  readonly shown: boolean
  readonly lead: number
  readonly stranger: boolean
}

/**
 * Learns from the examples themselves what a right match looks like. In every round a fifth of the labels is hidden:
 * their examples are questions about something else. Some of the others' examples are hidden, too, and asked anew.
 * Nobody has to write down what the FAQ is not about.
 */
export function fitConfidence(lessons: readonly Lesson[]): Confidence {
  const trials = weighed(trialsOf(sample(lessons)))
  const weights = logistic(trials, usual)
  const judged = trials.map((trial) => ({ p: chance(weights, trial.signs), ...trial }))
  judged.sort((a, b) => b.p - a.p)
  const offerFrom = within(chance(weights, [1, worthShowing(trials)]), bounds.offer)
  const choices = leads.map((leadFrom) => {
    const ahead = judged.filter(({ lead }) => lead >= leadFrom)
    const { from, covered } = lowest(ahead, (trial) => trial.happened, rightOfAnswered, bounds.answer)
    return { confidence: { weights, answerFrom: from, leadFrom, offerFrom }, covered }
  })
  return choices.reduce((best, choice) => (choice.covered > best.covered ? choice : best)).confidence
}

/**
 * How familiar a question looks, as one number: the best score, half of the runner-up's and half of the share that is
 * known. A question about something else is far from all labels; one between two labels is near both. Tried on
 * questions kept apart this tells strangers best (AUROC .940; the score alone .936, four fitted weights .937).
 */
const familiarity = (score: number, runnerUp: number, known: number): number => score + runnerUp / 2 + known / 2

export function signsOf({ ranked, known }: Matched, place = 0): number[] {
  return [1, familiarity(ranked[place]?.score ?? -2, ranked[1]?.score ?? -1, known)]
}

/** What the fit gives for most sets of questions: where there are too few to learn from, this is believed. */
const usual = [-1.8, 2.2] as const

/** By how much the best is ahead of the second. With one label nobody is behind. */
const leadOf = ({ ranked }: Matched): number => (ranked[0]?.score ?? 0) - (ranked[1]?.score ?? -1)

/** How likely it is that a match's best label (or the one at `place`) is the right one. */
export const sureOf = ({ weights }: Confidence, matched: Matched, place = 0): number =>
  chance(weights, signsOf(matched, place))

/** Sure enough to answer, and clearly ahead: two topics that are nearly alike are shown side by side. */
export const isClear = (confidence: Confidence, matched: Matched): boolean =>
  sureOf(confidence, matched) >= confidence.answerFrom && leadOf(matched) >= confidence.leadFrom

/** Whole labels, evenly taken. */
function sample(lessons: readonly Lesson[]): readonly Lesson[] {
  const labels = [...new Set(lessons.map(({ label }) => label))]
  const every = Math.ceil(Math.sqrt((lessons.length * labels.length) / mostPairs))
  if (every === 1) return lessons
  const taken = new Set(labels.filter((_, i) => i % every === 0))
  return lessons.filter(({ label }) => taken.has(label))
}

function trialsOf(lessons: readonly Lesson[]): Asked[] {
  const labels = [...new Set(lessons.map(({ label }) => label))]
  const place = new Map(labels.map((label, i) => [label, i]))
  const trials: Asked[] = []
  // Every round is a training: where it takes long there are many trials, and three of the five tell as much.
  const run = lessons.length * labels.length > manyPairs ? 3 : rounds
  for (let round = 0; round < run; round++) {
    const kept: Lesson[] = []
    const asked: Lesson[] = []
    const isStranger = ({ label }: Lesson): boolean => (place.get(label) ?? 0) % rounds === round
    // Neighbours in the file are alike: every eighth is asked, not every eighth block.
    lessons.forEach((lesson, i) => {
      const hidden = isStranger(lesson) || i % asksOneIn === round
      ;(hidden ? asked : kept).push(lesson)
    })
    if (kept.length === 0) continue
    const model = train(kept)
    for (const lesson of asked) {
      const matched = matchIn(model, lesson.text)
      trials.push({
        signs: signsOf(matched),
        lead: leadOf(matched),
        happened: matched.ranked[0]?.label === lesson.label,
        shown: matched.ranked.some(({ label }) => label === lesson.label),
        stranger: isStranger(lesson),
        weight: 1,
      })
    }
  }
  return trials
}

/** Strangers count together as much as they are asked in life, not as often as they were tried. */
function weighed(trials: readonly Asked[]): Asked[] {
  const unknown = trials.filter((trial) => trial.stranger).length
  const weight = (strangers / (1 - strangers)) * ((trials.length - unknown) / Math.max(unknown, 1))
  return trials.map((trial) => (trial.stranger ? { ...trial, weight } : trial))
}

/** The smallest probability down to which `share` of the trials are good, and how much is covered then. */
function lowest(
  judged: readonly (Asked & { readonly p: number })[],
  good: (trial: Asked) => boolean,
  share: number,
  [least, most]: readonly [number, number],
): { readonly from: number; readonly covered: number } {
  let from: number = most
  let right = 0
  let all = 0
  for (const trial of judged) {
    all += trial.weight
    if (good(trial)) right += trial.weight
    if (right / all >= share) from = trial.p
  }
  from = within(from, [least, most])
  return { from, covered: judged.reduce((sum, { p, weight }) => (p >= from ? sum + weight : sum), 0) }
}

/** How familiar a question must be for the right label to be among the first three often enough. */
function worthShowing(trials: readonly Asked[]): number {
  const [base = 0, slope = 1] = logistic(
    trials.map((trial) => ({ ...trial, happened: trial.shown })),
    usual,
  )
  return (Math.log(rightOfOffered / (1 - rightOfOffered)) - base) / slope
}

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value))
