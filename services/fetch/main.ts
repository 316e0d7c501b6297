#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { fetchPage } from './index.js';

await runAlone({ fetch: fetchPage });
