#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { alert } from './index.js';

await runAlone({ alert });
