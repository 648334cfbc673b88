/** A BCP 47 tag in its shortest form: `lv`, `prs` (Dari), `ckb` (Central Kurdish). */
export type LanguageTag = string

/** Words in several languages, side by side. Which tags are required is the knowledge check's business. */
export type Localised = Readonly<Record<LanguageTag, string>>
