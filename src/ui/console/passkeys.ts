/** A passkey was asked for and not shown: the person thought better of it, or time ran out. */
export class NotShown extends Error {}

/** Browsers have passkeys on https and on localhost only. */
export const hasPasskeys = (): boolean =>
  'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** The browser makes a passkey; gives what the server is told of it. */
export const makePasskey = (options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> =>
  told(navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }))

/** The browser shows one. */
export const showPasskey = (options: PublicKeyCredentialRequestOptionsJSON): Promise<unknown> =>
  told(navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }))

async function told(asked: Promise<Credential | null>): Promise<unknown> {
  const credential = await asked.catch((refused: unknown) => {
    throw new NotShown(refused instanceof Error ? refused.name : 'refused')
  })
  if (!(credential instanceof PublicKeyCredential)) throw new NotShown('no passkey')
  return credential.toJSON()
}
