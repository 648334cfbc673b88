/** The lines of each sign, on a field of 24 by 24. One name each, so that a page carries only what it shows. */
export const bot =
  'M12 2v3M6 8h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM12 5v3M9 13h.01M15 13h.01M10 16h4M2 12v3M22 12v3'
export const person = 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6 8-6s8 2 8 6'
export const consultant = 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6 8-6s8 2 8 6M12 15v5'
export const interpreter = 'M3 4h11v8H8l-3 3v-3H3zM17 9h4v8h-2v3l-3-3h-5v-2'
export const notice = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01'
export const language = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18'
export const leave = 'M14 4h5v16h-5M3 12h11M10 8l4 4-4 4'
export const send = 'M5 12h14M13 6l6 6-6 6'
export const waiting = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2'
export const failed = 'M6 6l12 12M18 6 6 18'
export const offline = 'M3 3l18 18M5 11a10 10 0 0 1 4-2.5M15 8.5a10 10 0 0 1 4 2.5M8.5 14.5a5 5 0 0 1 7 0M12 18h.01'
export const plus = 'M12 5v14M5 12h14'
