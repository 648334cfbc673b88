import type { ShownButton } from './wire.ts'

/** Choices that stand as a numbered list: a number leads into the newest one, an older choice is typed by its words. */
export class TypedChoices {
  #newest: readonly ShownButton[] = []

  list(labels: readonly string[]): readonly ShownButton[] {
    const buttons = labels.map((label, i) => ({ label, tap: String(i + 1) }))
    if (buttons.length > 0) this.#newest = buttons
    return buttons
  }

  /** Other buttons were shown meanwhile: numbers mean those. */
  over(): void {
    this.#newest = []
  }

  areNewest = (button: ShownButton): boolean => this.#newest.includes(button)

  textFor(button: ShownButton): string {
    return this.areNewest(button) ? String(button.tap) : button.label
  }
}
