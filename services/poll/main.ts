#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { dueFeeds, hubs, poll } from './index.js';

await runAlone({ poll }, (settings) => [dueFeeds(settings), hubs(settings)]);
