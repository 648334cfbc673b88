import '../shared/look.css'
import './chat.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { leave, watchForLeaving } from './leave.ts'
import { chatState } from './state.ts'
import { talk } from './talk.ts'

const page = document.getElementById('page')
if (page) {
  const chat = chatState()
  const line = talk(chat)
  const draw = () => render(<App state={chat.get()} talk={line} leave={go} />, page)
  const quiet = chat.listen(draw)
  const go = () =>
    leave(() => {
      quiet()
      line.stop()
    })
  watchForLeaving(go)
  draw()
}
