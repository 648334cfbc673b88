import { describe, expect, it } from 'vitest'
import type { StaffMember } from '../../src/core/staff.ts'
import { openHouse } from './house.ts'

const minute = 60_000

async function givenAnna() {
  const house = openHouse()
  const { id } = await house.invited()
  const anna = async (): Promise<StaffMember> => {
    const found = await house.records.staffById(id)
    if (!found) throw new Error('not there')
    return found
  }
  return { ...house, id, anna }
}

describe('connecting a telephone', () => {
  it('a code connects the chat that shows it, for the member who made it', async () => {
    const { phones, anna } = await givenAnna()
    const code = phones.code(await anna())
    // Telegram carries letters, digits, _ and -, 64 of them at most.
    expect(`staff_${code}`).toMatch(/^[\w-]{1,64}$/)
    expect(await phones.connect(code, '901', 'e1')).toBe(true)
    expect((await anna()).telegram).toBe('901')
  })

  it('once: a second chat with the same code is not connected', async () => {
    const { phones, anna } = await givenAnna()
    const code = phones.code(await anna())
    await phones.connect(code, '901', 'e1')
    expect(await phones.connect(code, '902', 'e2')).toBe(false)
    expect(await phones.connect(code, '901', 'e3')).toBe(false)
    expect((await anna()).telegram).toBe('901')
  })

  it('of two who show it at once, one is connected', async () => {
    const { phones, anna } = await givenAnna()
    const code = phones.code(await anna())
    const both = await Promise.all([phones.connect(code, '901', 'e1'), phones.connect(code, '902', 'e2')])
    expect(both).toEqual([true, false])
    expect((await anna()).telegram).toBe('901')
  })

  it('the same message brought twice is once, and well', async () => {
    const { phones, anna } = await givenAnna()
    const code = phones.code(await anna())
    expect(await phones.connect(code, '901', 'e1')).toBe(true)
    expect(await phones.connect(code, '901', 'e1')).toBe(true)
  })

  it('within ten minutes', async () => {
    const { phones, anna, clock } = await givenAnna()
    const [early, late] = [phones.code(await anna()), phones.code(await anna())]
    clock.now += 10 * minute
    expect(await phones.connect(early, '901', 'e1')).toBe(true)
    clock.now += 1
    expect(await phones.connect(late, '902', 'e2')).toBe(false)
  })

  it('a code that nobody made connects nobody', async () => {
    const { phones, anna } = await givenAnna()
    for (const code of ['', 'x', '__proto__']) expect(await phones.connect(code, '901', `e${code}`)).toBe(false)
    expect((await anna()).telegram).toBeNull()
  })

  it('a member who was disabled meanwhile is not connected', async () => {
    const { phones, accounts, anna, id } = await givenAnna()
    const code = phones.code(await anna())
    await accounts.setDisabled(null, id, true)
    expect(await phones.connect(code, '901', 'e1')).toBe(false)
    expect((await anna()).telegram).toBeNull()
  })

  it('a store that fails has not used the code up: the same message comes again', async () => {
    const { phones, records, anna } = await givenAnna()
    const code = phones.code(await anna())
    const { changeStaff } = records
    records.changeStaff = async () => Promise.reject(new Error('disk full'))
    await expect(phones.connect(code, '901', 'e1')).rejects.toThrow('disk full')
    records.changeStaff = changeStaff
    expect(await phones.connect(code, '901', 'e1')).toBe(true)
  })

  it('is taken back by the member, or when the chat shuts us out; another chat stays', async () => {
    const { phones, anna, deeds, id } = await givenAnna()
    await phones.connect(phones.code(await anna()), '901', 'e1')
    await phones.lost('902')
    expect((await anna()).telegram).toBe('901')
    await phones.lost('901')
    expect((await anna()).telegram).toBeNull()
    await phones.connect(phones.code(await anna()), '902', 'e2')
    await phones.disconnect(await anna())
    expect((await anna()).telegram).toBeNull()
    expect(deeds.slice(-4)).toEqual([
      `${id} telegram connected ${id}`,
      `- telegram lost ${id}`,
      `${id} telegram connected ${id}`,
      `${id} telegram disconnected ${id}`,
    ])
    expect(deeds.join()).not.toMatch(/90[12]/)
  })
})
