import { dropMeta } from './meta.ts'
import type { Place } from './place.ts'
import { list, rows } from './reply.ts'
import { scripts } from './scripts.ts'

/** Throws a sentence when there is no room for a helpline; makes it, where a move has left a half one. */
export async function makeRoom(place: Place, options: { readonly startOver: boolean }): Promise<void> {
  const { wire, layout, meta, where } = place
  const half = meta.notices['half-moved']
  if (half && !options.startOver)
    throw new Error(
      `${where} was half filled by a move from ${half.other} that has not come to its end. Run the same command with --start-over: what that move left is thrown away, and everything is moved anew.`,
    )
  if (half) await empty(place)
  const [members] = list(await wire.run(scripts.movingOut, [layout.staff], ['staff']))
  const isFull = list(members).length > 0 || (await holdsSomething(place))
  if (isFull)
    throw new Error(
      `${where} holds a helpline already, and two cannot be made one. Give an empty Redis, or another database of it (redis://host:6379/1).`,
    )
  await dropMeta(wire, layout.meta, 'moved-to')
}

async function holdsSomething({ wire, layout }: Place): Promise<boolean> {
  for (const { name, keys } of layout.partitions) {
    const ask = (...args: string[]) => wire.run(scripts.movingOut, [name, keys], args)
    for (const deed of ['keys', 'events', 'services']) {
      if (rows(list(await ask(deed, '0', '10'))[1], 1).length > 0) return true
    }
    if (list(await ask('files')).length > 0) return true
  }
  return false
}

async function empty({ wire, layout }: Place): Promise<void> {
  for (const { name, keys } of layout.partitions) while ((await wire.run(scripts.empty, [name, keys], ['200'])) === 1);
  await wire.run(scripts.emptyStaff, [layout.staff], [])
}
