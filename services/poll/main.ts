#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { dueFeeds, poll } from './index.js';

await runAlone({ poll }, (settings) => [dueFeeds(settings)]);
