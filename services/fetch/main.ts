#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { dueArticles, fetchPage } from './index.js';

await runAlone({ fetch: fetchPage }, (settings) => [dueArticles(settings)]);
