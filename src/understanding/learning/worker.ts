import { parentPort, workerData } from 'node:worker_threads'
import { trainHere } from './training.ts'

parentPort?.postMessage(trainHere(workerData.lessons, workerData.dir))
