#!/usr/bin/env node
import { openLog, openRuntime, readSettings, reportAndExit, whenStopped } from '@hearsay/runtime';
import { serveApi } from './serve.js';

try {
  const settings = readSettings(process.env);
  const runtime = await openRuntime(settings, openLog(settings.HEARSAY_LOG));
  const api = await serveApi(runtime);
  runtime.deps.log.info({ url: api.url }, 'listening');
  await whenStopped();
  await api.close();
  await runtime.close();
} catch (error) {
  reportAndExit(error);
}
