#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { dedupe } from './index.js';

await runAlone({ dedupe });
