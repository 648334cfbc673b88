import '../shared/look.css'
import './console.css'
import './talk.css'
import './people.css'
import './report.css'
import '../editor/editor.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { actions, consoleLanguage } from './desk.ts'
import { keepDrafts } from './drafts.ts'
import { allowSound } from './sound.ts'
import { deskState } from './state.ts'

const page = document.getElementById('page')
if (page) {
  const desk = deskState(consoleLanguage())
  keepDrafts(desk)
  const can = actions(desk)
  allowSound()
  render(<App desk={desk} can={can} />, page)
  void can.begin()
}
