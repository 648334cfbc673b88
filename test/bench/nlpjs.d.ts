/** The library ships no types; these few are what the benchmark uses. */
declare module '@nlpjs/core' {
  interface Container {
    use(plugin: unknown): void
    register(name: string, plugin: unknown, isSingleton: boolean): void
  }
  export function containerBootstrap(): Container
}
declare module '@nlpjs/lang-en-min' {
  export const LangEn: unknown
}
declare module '@nlpjs/nlu' {
  export const NluNeural: unknown
}
declare module '@nlpjs/nlp' {
  export class Nlp {
    constructor(settings: { container: unknown; autoSave: boolean; nlu: { log: boolean } })
    addLanguage(locale: string): void
    addDocument(locale: string, text: string, intent: string): void
    train(): Promise<void>
    process(locale: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>
  }
}
