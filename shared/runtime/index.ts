export { type Channel, type ChannelKind, channelSchema, isSentTo, shownChannel } from './channel.js';
export { type Clock, setClock, wallClock } from './clock.js';
export type { Answer, Deps, Handler, Handlers, Work, Write } from './handler.js';
export { metricsText, type Readiness, readiness } from './health.js';
export { type InlineFailure, runInline } from './inline.js';
export { type Log, openLog } from './log.js';
export { createMailer, type Mail, type Mailer, senderOf } from './mail.js';
export { createMetrics, type Metrics } from './metrics.js';
export { openPrivate, openRuntime, type Runtime } from './open.js';
export { type Relay, startRelay } from './relay.js';
export { listRecordDumps, restoreRecord } from './restore.js';
export { runAlone } from './run-alone.js';
export { jobsOf, parsePayload, type Ran, runJob } from './runner.js';
export {
  readSettings,
  type SettingName,
  type Settings,
  SettingsError,
  shown,
  table,
  version,
} from './settings.js';
export { startStages, type Tick } from './stages.js';
export { isMendable, reportAndExit, UsageError, whenStopped } from './stop.js';
export { readStory, type ToldStory } from './told.js';
export { ThrottledError, type Web, type WebOptions } from './web.js';
