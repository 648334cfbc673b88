// Plain JavaScript on purpose: an old Node cannot even read TypeScript, and would print a riddle instead of this sentence.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `This needs Node 24 or newer; this is ${process.version}. Run it through npm (npm start, npm test): npm install brings a Node 24 of its own.`,
  )
  process.exit(1)
}
